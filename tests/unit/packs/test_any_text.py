"""Whatever stands in the files of a pack, checking it answers with findings and never breaks."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from bihuan.packs import pack_check
from support.small_pack import HEAD, INDICATORS, LEDGERS

JUNK = st.sampled_from(
    ["[]", "{}", "3", "true", "~", "[[1]]", "{a: 1}", "''", "&a x", "*a", "!!x y", "\t", "“", "field:x", "as_of"]
)


def checked(head: str, ledgers: str, indicators: str) -> list[str]:
    with TemporaryDirectory() as name:
        for path, text in (("pack.yaml", head), ("ledgers/a.yaml", ledgers), ("indicators/b.yaml", indicators)):
            (Path(name) / path).parent.mkdir(exist_ok=True)
            (Path(name) / path).write_text(text, encoding="utf-8", errors="surrogatepass")
        return [finding.code for finding in pack_check(Path(name))]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_answered_with_findings(text):
    assert isinstance(checked(text, text, text), list)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_value_in_place_of_a_value_is_answered(data):
    texts = [HEAD, LEDGERS, INDICATORS]
    which = data.draw(st.integers(0, 2))
    lines = texts[which].splitlines()
    index = data.draw(st.integers(0, len(lines) - 1))
    start = lines[index].partition(":")[0]
    lines[index] = f"{start}: {data.draw(JUNK)}"
    texts[which] = "\n".join(lines) + "\n"
    assert isinstance(checked(*texts), list)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 40), st.integers(0, 2))
def test_pack_with_a_line_missing_is_answered(index, which):
    texts = [HEAD, LEDGERS, INDICATORS]
    lines = texts[which].splitlines()
    texts[which] = "\n".join(lines[: index % len(lines)] + lines[index % len(lines) + 1 :])
    assert isinstance(checked(*texts), list)
