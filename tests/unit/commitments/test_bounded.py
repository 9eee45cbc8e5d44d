"""No text makes the reading slow: hostile repetition costs about as much as prose."""

import time

import pytest

from bihuan.commitments import text_read


@pytest.mark.parametrize(
    "piece",
    [
        "一",
        "1",
        "X",
        "a",
        " ",
        "“",
        "（",
        "第",
        "，",
        "一抓",
        "1.",
        "1、2",
        "、",
        "的",
        "约",
        "\n",
        "九百",
        "12,",
        "开展",
        "一是",
    ],
)
def test_repetition_is_read_in_linear_time(piece: str) -> None:
    begun = time.process_time()
    text_read(piece * (50_000 // len(piece)), "a.txt")
    assert time.process_time() - begun < 5
