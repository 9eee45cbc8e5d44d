"""The finder of marks looks only where a mark may begin; it must pass over nothing."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bihuan.reading.markers import MARKER, WHOLE

SIGNS = "一二十第部分章是要产业、.．，。；：:！）)（(〔[【〕]】①⑴⒈1９xX×□年月 \u3000\t\n《“甲A"


@given(st.text(SIGNS, max_size=30))
def test_no_mark_is_passed_over(text: str) -> None:
    everywhere = re.compile(WHOLE, re.VERBOSE)
    assert [match.span() for match in MARKER.finditer(text)] == [match.span() for match in everywhere.finditer(text)]
