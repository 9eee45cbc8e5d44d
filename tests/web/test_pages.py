"""Pages over plain HTTP: what they answer, and what they say when they cannot."""

import json
import re
import urllib.error
import urllib.parse
import urllib.request

import pytest

from web.conftest import opener_of


def fetch(address: str) -> tuple[int, str]:
    """Status and text of a page."""
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_healthz_answers(site):
    status, body = fetch(site + "/healthz")
    assert status == 200
    assert json.loads(body)["events"] > 4000


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/ledgers/nowhere/", "没有台账“nowhere”"),
        ("/ledgers/smart_cases/999999999/", "里没有 #999999999 号条目"),
        ("/indicators/nowhere/", "没有指标“nowhere”"),
        ("/indicators/cases_filed/?unit=XX", "单位树里没有“XX”"),
        ("/indicators/cases_filed/?period=someday", "无法识别"),
        ("/indicators/cases_filed/?as_of=someday", "无法识别"),
        ("/drafts/nothing/", "没有名为“nothing”的稿子"),
    ],
)
def test_a_wrong_address_is_a_page_in_chinese(site, address, words):
    status, body = fetch(site + address)
    assert status == 404
    assert words in body
    assert "Traceback" not in body


def test_a_page_names_no_other_host(site):
    _, body = fetch(site + "/indicators/requests_on_time_rate/")
    outside = body.replace('xmlns="http://www.w3.org/2000/svg"', "").replace('"http://www.w3.org/1999/xlink"', "")
    assert "http://" not in outside and "https://" not in outside


def test_an_indicator_prints_its_definition(site):
    _, body = fetch(site + "/indicators/spots_verify_rate/")
    for words in ("已核查 ÷（下发 − 剔除）", "分子", "分母", "已剔除的图斑", "截至2024年10月31日", "<svg"):
        assert words in body


@pytest.mark.parametrize(
    ("role", "unit", "ledger"), [("dispatcher", "QH-CG", "smart_cases"), ("clerk", "QH-TY", "veteran_requests")]
)
def test_the_rates_open_with_the_ledger_of_which_a_person_has_most_open(site, role, unit, ledger):
    with opener_of(site, role, unit).open(site + "/cases/rates/") as answer:
        body = answer.read().decode()
    assert re.search(r'<option value="(\w+)" selected', body)[1] == ledger


def test_a_draft_outside_the_folder_is_not_served(site):
    status, _ = fetch(site + "/drafts/" + urllib.parse.quote("../demo", safe="") + "/docx/")
    assert status == 404


def test_an_unknown_address_is_told_in_chinese(site):
    status, body = fetch(site + "/nowhere")
    assert status == 404
    assert "没有这一页" in body
