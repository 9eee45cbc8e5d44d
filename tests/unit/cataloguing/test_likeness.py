"""Signatures, bands and digests: what is alike is found, what is not is left alone."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.cataloguing.likeness import bands_of, likeness, paragraphs_marked, signature_of, text_digest

_WORDS = st.text(alphabet=[chr(0x4E00 + at) for at in range(3000)], min_size=1, max_size=300)


def prose(seed: int, sentences: int = 120) -> list[str]:
    """Sentences of no meaning, the same for the same seed."""
    draw = random.Random(seed)
    return ["".join(chr(0x4E00 + draw.randrange(2500)) for _ in range(24)) + "。" for _ in range(sentences)]


@given(_WORDS)
def test_a_text_is_wholly_like_itself(text: str) -> None:
    assert likeness(signature_of(text), signature_of(text)) == 1


@given(st.integers(0, 10**6), st.integers(0, 119))
def test_one_changed_sentence_leaves_a_long_text_alike(seed: int, at: int) -> None:
    text = prose(seed)
    changed = [*text[:at], *prose(seed + 1, 1), *text[at + 1 :]]
    one, other = signature_of("".join(text)), signature_of("".join(changed))
    assert likeness(one, other) >= 0.8
    assert set(bands_of(one)) & set(bands_of(other))


@given(st.integers(0, 10**6), st.integers(1, 120))
def test_unrelated_texts_are_not_alike(seed: int, sentences: int) -> None:
    one, other = signature_of("".join(prose(seed, sentences))), signature_of("".join(prose(seed + 1)))
    assert likeness(one, other) < 0.2
    assert not set(bands_of(one)) & set(bands_of(other))


def test_likeness_is_about_the_share_of_common_shingles() -> None:
    text = prose(1, 300)
    half = "".join(text[:200]), "".join(text[100:])
    assert likeness(signature_of(half[0]), signature_of(half[1])) == pytest.approx(1 / 3, abs=0.2)


@pytest.mark.parametrize(
    "other", ["全县新建 水渠3条。", "全县新建水渠3条", "全县新建水渠３条\n", "全县，新建水渠3条！"]
)
def test_spaces_width_and_punctuation_do_not_count(other: str) -> None:
    assert signature_of("全县新建水渠3条。") == signature_of(other)


def test_a_signature_is_the_same_on_every_machine() -> None:
    assert signature_of("云川县新建水渠三条，修复塘坝十二座。")[:2] == (3005165776, 3945555986)
    assert bands_of(signature_of("云川县"))[0] == -3180491439004457688


@pytest.mark.parametrize("text", ["", " \n", "。，！"])
def test_a_text_without_a_word_is_like_nothing(text: str) -> None:
    assert signature_of(text) == bands_of(()) == ()
    assert likeness(signature_of(text), signature_of("云川县")) == 0


@given(_WORDS)
def test_values_fit_their_columns(text: str) -> None:
    signature = signature_of(text)
    assert len(signature) == 64 and all(0 <= value < 2**32 for value in signature)
    assert len(bands_of(signature)) == 16 and all(-(2**63) <= band < 2**63 for band in bands_of(signature))


def test_the_same_paragraph_has_the_same_digest_in_another_document() -> None:
    one = "一、工作情况\n  全年组织防汛演练12次，参加群众3000余人，添置抢险物资五类。\n完"
    other = "全年组织防汛演练 15 次、参加群众4200余人，添置抢险物资五类"
    [(start, end, digest)], [(_, _, again)] = paragraphs_marked(one), paragraphs_marked(other)
    assert digest == again
    assert one[start:end] == "全年组织防汛演练12次，参加群众3000余人，添置抢险物资五类。"


def test_a_short_paragraph_is_not_marked() -> None:
    assert paragraphs_marked("一、工作情况\n（一）总体情况\n") == []


@given(st.text(max_size=200))
def test_marked_paragraphs_are_lines_of_the_text(text: str) -> None:
    for start, end, _ in paragraphs_marked(text):
        assert end - start >= 20 and "\n" not in text[start:end] and text[start:end] == text[start:end].strip()


def test_a_digest_knows_neither_spaces_nor_width() -> None:
    assert text_digest("云川县\u3000水利局 ２０２４年（试行）\r\n") == text_digest("云川县水利局2024年(试行)")
    assert text_digest("云川县水利局") != text_digest("云川县水利局。")
