"""The catalogue: references, parts, and the cache that makes a cold start fast."""

import pytest

from bihuan.datamodel import BihuanError
from bihuan.packs import Ref, catalog_load, shipped_packs_folder
from bihuan.packs.derive import choice_admitted
from support.small_pack import INDICATORS


@pytest.fixture
def catalog(pack_written):
    return catalog_load([pack_written()])


def test_reference_narrows_a_count_by_one_condition(catalog):
    part = catalog.indicator("closed[source=phone]")
    assert part.where == {"state": {"reached": "closed"}, "source": "phone"}


def test_part_is_called_after_its_choice(catalog):
    part = catalog.indicator("received[source=letter]")
    assert part.name == "受理数（来信）" and "来信" in part.aliases


def test_part_of_a_rate_is_the_rate_of_the_parts(catalog):
    assert catalog.base_parts("close_rate[source=phone]") == ["closed[source=phone]", "received[source=phone]"]


def test_part_is_spoken_of_by_its_label_within_the_whole(catalog):
    (wording,) = catalog.indicator("received[source=phone]").wording
    assert wording.words == ["电话"] and wording.within == [["事项"]]


def test_every_part_of_a_breakdown_is_listed(catalog):
    assert catalog.breakdown_refs("received") == ["received[source=letter]", "received[source=phone]"]


@pytest.mark.parametrize(
    ("condition", "admitted"),
    [(None, True), ("letter", True), (["phone", "letter"], True), ({"ne": "phone"}, True), ({"filled": True}, True),
     ("phone", False), (["phone"], False), ({"ne": "letter"}, False), ({"ne": ["letter"]}, False), ({"filled": False}, False)],
)  # fmt: skip
def test_part_keeps_the_condition_of_the_whole(condition, admitted):
    assert choice_admitted(condition, "letter") is admitted


def test_part_that_the_whole_leaves_out_is_a_named_error(pack_written):
    without = INDICATORS.replace("{state: {reached: closed}}", "{source: {ne: letter}}")
    catalog = catalog_load([pack_written(indicators=without)])
    assert catalog.breakdown_refs("close_rate") == ["close_rate[source=phone]"]
    with pytest.raises(BihuanError, match="本身不含“来信”"):
        catalog.indicator("closed[source=letter]")


def test_ledger_of_a_rate_is_the_ledger_of_its_parts(catalog):
    assert catalog.ledger_of("close_rate[source=phone]").ledger == "matters"


@pytest.mark.parametrize(
    ("ref", "code"),
    [
        ("nothing", "indicator.unknown"),
        ("办结率", "indicator.bad_reference"),
        ("received[amount=x]", "indicator.no_breakdown"),
        ("received[source=fax]", "indicator.unknown_choice"),
    ],
)
def test_bad_reference_is_a_named_error(catalog, ref, code):
    with pytest.raises(BihuanError) as raised:
        catalog.indicator(ref)
    assert raised.value.code == code


def test_reference_reads_back_as_written():
    assert Ref.parse("a[b=c]").of("d") == "d[b=c]"


def test_used_packs_are_loaded_from_the_shipped_ones(pack_written):
    folder = pack_written(head="pack: small\nname: 小包\nversion: 1\nuses: [common]\n")
    assert list(catalog_load([folder]).packs) == ["common", "small"]


def test_cache_gives_the_same_catalogue(tmp_path):
    cache, folders = tmp_path / "catalog.json", [shipped_packs_folder()]
    assert (
        catalog_load(folders, cache=cache).packs
        == catalog_load(folders, cache=cache).packs
        == catalog_load(folders).packs
    )


def test_changed_pack_is_read_anew_in_spite_of_the_cache(pack_written, tmp_path):
    cache, folder = tmp_path / "catalog.json", pack_written()
    catalog_load([folder], cache=cache)
    changed = (folder / "indicators/b.yaml").read_text("utf-8").replace("name: 受理数", "name: 收件数")
    (folder / "indicators/b.yaml").write_text(changed, encoding="utf-8")
    assert catalog_load([folder], cache=cache).indicators["received"].name == "收件数"


@pytest.mark.parametrize("content", [b"", b"[]", b'{"version": 1}', b"\xff"])
def test_broken_cache_is_ignored(pack_written, tmp_path, content):
    cache = tmp_path / "catalog.json"
    cache.write_bytes(content)
    assert "received" in catalog_load([pack_written()], cache=cache).indicators
