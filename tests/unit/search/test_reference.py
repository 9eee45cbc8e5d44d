"""The reference page of the search box says what is so."""

import re
from pathlib import Path

import pytest

from bihuan.datamodel import BihuanError
from bihuan.search.names import FIELDS
from bihuan.search.syntax import query_read, query_write

PAGE = (Path(__file__).parents[3] / "docs/reference/search-syntax.md").read_text("utf-8")
FORMS = re.findall(r"^\| `(.+?)` \| `(.+?)` \|", PAGE, re.MULTILINE)
FAULTS = re.findall(r"^\| `(.+?)` \| (第\d+个字) \|", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("typed", "written"), FORMS)
def test_every_form_is_read_and_written_back_as_told(typed, written):
    assert query_write(query_read(typed)) == written
    assert query_read(written) == query_read(typed)


@pytest.mark.parametrize(("typed", "place"), FAULTS)
def test_every_error_is_at_the_place_told(typed, place):
    with pytest.raises(BihuanError) as error:
        query_read(typed)
    assert (error.value.code, error.value.where) == ("search.syntax", place)


@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: field.key)
def test_every_field_has_an_example(field):
    assert any(field.label in written for _, written in FORMS)
