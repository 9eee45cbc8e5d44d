"""The library in a real browser: typing finds, a click narrows, a hit opens in place, copies carry their source, files go in behind a bar."""

import re
import zipfile

import pytest

from support.reader import report_open

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(page_as):
    """The county's dispatcher, who may write and read the clipboard."""
    return page_as("dispatcher", "QH", permissions=["clipboard-read", "clipboard-write"])


def clipboard(page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


def test_typing_finds_and_marks_without_enter_and_the_address_follows(desk):
    desk.goto("/library/")
    desk.keyboard.type("满意率")
    desk.locator("#hits mark", has_text="满意率").first.wait_for()
    desk.wait_for_url(re.compile(r"/library/\?q="))
    assert desk.locator("[data-search]").evaluate("(box) => box === document.activeElement")


def test_the_box_of_every_page_shows_names_and_pieces_and_opens_one_by_keys(desk):
    desk.goto("/")
    desk.keyboard.press("/")
    desk.keyboard.type("满意率")
    desk.locator(".find [role=option] mark", has_text="满意率").first.wait_for()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    desk.wait_for_url(re.compile(r"/library/\d+/"))
    assert desk.locator("mark.sought.here").inner_text() == "满意率"


def test_enter_searches_as_ever_where_nothing_is_chosen(desk):
    desk.goto("/")
    desk.keyboard.press("/")
    desk.keyboard.type("满意率")
    desk.locator(".find [role=option]").first.wait_for()
    desk.keyboard.press("Enter")
    desk.wait_for_url(re.compile(r"/search/\?q="))


def test_escape_closes_the_list_and_keeps_what_was_typed(desk):
    desk.goto("/")
    desk.keyboard.press("/")
    desk.keyboard.type("满意率")
    desk.locator(".find [role=option]").first.wait_for()
    desk.keyboard.press("Escape")
    assert desk.locator(".find [role=listbox]").is_hidden() and desk.locator(".find input").input_value() == "满意率"


def test_a_ticked_hit_alone_is_downloaded(desk):
    desk.goto("/library/?q=满意率")
    desk.locator("#hits input[name=d]").first.check()
    with desk.expect_download() as sent:
        desk.get_by_role("button", name="下载原件").click()
    with zipfile.ZipFile(sent.value.path()) as file:
        assert len(file.namelist()) == 2


def test_a_click_on_a_facet_narrows_and_a_second_one_widens(desk):
    desk.goto("/library/?q=满意率")
    total = desk.locator(".hits-top b").inner_text()
    desk.locator(".facets a", has_text="2023年").click()
    desk.locator(".facets a[aria-current]", has_text="2023年").wait_for()
    assert desk.locator("[data-search]").input_value() == "满意率 年:2023"
    assert desk.locator(".hits-top b").inner_text() != total
    desk.locator(".facets a[aria-current]", has_text="2023年").click()
    desk.locator(".facets a:not([aria-current])", has_text="2023年").wait_for()
    assert desk.locator(".hits-top b").inner_text() == total


def test_a_number_opens_where_it_stands(desk):
    desk.goto("/library/?q=金额>=100万元")
    number = desk.locator("#hits [data-open]").first
    words = number.inner_text()
    number.click()
    place = desk.locator(".q:target")
    place.wait_for()
    assert place.inner_text() == words
    box = place.bounding_box()
    assert 0 < box["y"] < 768


def test_rows_are_walked_and_opened_by_keys(desk):
    desk.goto("/library/?q=满意率")
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    desk.wait_for_url(re.compile(r"/library/\d+/"))
    mark = desk.locator("mark.sought.here")
    mark.wait_for()
    assert 0 < mark.bounding_box()["y"] < 768


def test_a_piece_is_copied_with_its_source_and_so_is_what_is_selected(desk):
    report_open(desk)
    piece = desk.locator(".piece").nth(1)
    piece.locator("[data-copy]").click()
    piece.locator("[data-copy]", has_text="已复制").wait_for()
    text, source = clipboard(desk).rsplit("\n", 1)
    assert text == "\n".join(one.strip() for one in piece.locator("p").all_text_contents() if one.strip())
    assert re.fullmatch(r"——来源：《青禾县.+》（.+，20\d\d年），第2段", source)
    piece.locator("p").first.evaluate("(one) => getSelection().selectAllChildren(one)")
    desk.locator("[data-copy-chosen]:not([hidden])").wait_for()
    desk.keyboard.press("c")
    desk.locator("[data-said]", has_text="已复制选中的文字").wait_for(state="attached")
    assert clipboard(desk).startswith(piece.locator("p").first.inner_text().strip())
    assert clipboard(desk).endswith(source)


def test_a_note_is_made_at_what_is_selected_and_leads_back_there(desk):
    report_open(desk)
    line = desk.locator(".piece").nth(1).locator("p").first
    line.evaluate("(one) => getSelection().selectAllChildren(one)")
    desk.locator("[data-copy-chosen]:not([hidden])").wait_for()
    words = line.text_content()
    desk.locator("#note-text").fill("可引用")
    desk.get_by_role("button", name="记下").click()
    desk.get_by_role("link", name="到这一处").click()
    assert desk.locator("mark.passage").first.text_content() == words


def test_files_are_sent_and_a_changed_card_is_found_by_its_new_title(desk, tmp_path):
    papers = []
    for name in ("甲", "乙", "丙"):
        papers.append(tmp_path / f"{name}镇.txt")
        papers[-1].write_text(
            f"青禾县{name}镇2022年工作总结\n\n全年种植蓝铃草{len(name) * 31}亩，带动农户47户。", "utf-8"
        )
    desk.goto("/library/add/")
    desk.locator("#f-file").set_input_files(papers)
    assert desk.locator(".chosen-files li").count() == 3
    desk.locator("select[name=access]").select_option("private")
    desk.get_by_role("button", name="上传入库").click()
    desk.get_by_text("入库 3 份").wait_for(timeout=60_000)
    desk.locator("#added-rows a").first.click()
    desk.get_by_role("link", name="改卡片").click()
    desk.locator("#f-title").fill("蓝铃草种植手册")
    desk.keyboard.press("Control+Enter")
    desk.get_by_text("已改好").wait_for()
    desk.goto("/library/?q=标题:蓝铃草种植手册")
    assert desk.locator("#hits h3 a").all_inner_texts() == ["蓝铃草种植手册"] * desk.locator("#hits tbody tr").count()
    assert desk.locator("#hits tbody tr").count() >= 1


def test_pages_of_the_library_work_without_scripts(page_as):
    page = page_as("dispatcher", "QH", java_script_enabled=False)
    page.goto("/library/")
    page.locator(".library-box input").fill("满意率")
    page.get_by_role("button", name="查找", exact=True).click()
    page.locator("#hits [data-open]").first.click()
    assert page.locator(".piece:target mark.sought").count() >= 1
