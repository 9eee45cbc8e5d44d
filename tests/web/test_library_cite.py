"""A passage is cited from the reader into a draft, with scripts and without, and found, copied, taken and taken away on the draft's page."""

import re

import pytest

from bihuan.reading.opening import document_open
from support.reader import report_open

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(page_as):
    """The county's dispatcher, who may read the clipboard, at the second piece of the first document."""
    page = page_as("dispatcher", "QH", permissions=["clipboard-read", "clipboard-write"])
    reader_open(page)
    return page


def reader_open(page) -> None:
    report_open(page)
    page.locator(".piece").first.wait_for()


def sentence_select(page) -> str:
    """The first sentence of the second piece selected, over the numbers that are marked in it; its words."""
    return (
        page.locator(".piece")
        .nth(1)
        .locator("p", has_text="。")
        .first.evaluate("""(line) => {
        const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT), range = document.createRange();
        range.setStart(walk.nextNode(), 0);
        do {
            const stop = walk.currentNode.data.indexOf("。") + 1;
            if (stop) { range.setEnd(walk.currentNode, stop); break; }
        } while (walk.nextNode());
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        return range.toString().trim();
    }""")
    )


def draft_open(page) -> None:
    """The page of the draft that the message leads to."""
    page.locator(".flash.success a").click()
    page.locator("#quotes").wait_for()


def test_a_selected_sentence_is_cited_and_found_on_the_page_of_the_draft(desk):
    words = sentence_select(desk)
    desk.locator("[data-cite-chosen]:not([hidden])").wait_for()
    desk.keyboard.press("y")
    form = desk.locator("#cite[open] form")
    assert form.locator("blockquote").inner_text().strip()[:100] == words[:100]
    assert desk.locator("#cite-draft").evaluate("(box) => box === document.activeElement")
    chosen = form.locator("option").last.get_attribute("value")
    form.locator("select").select_option(chosen)
    form.get_by_role("button", name="引用", exact=True).click()
    desk.wait_for_url(re.compile(r"/library/\d+/\?at=1#p1$"))
    desk.locator(".piece:target [data-cite]").click()
    assert desk.locator("#cite-draft").input_value() == chosen  # remembered
    desk.keyboard.press("Escape")
    draft_open(desk)
    quote = desk.locator("#quotes li", has_text=words[:40])
    assert quote.locator("blockquote").inner_text() == words
    quote.get_by_role("button", name="复制").click()
    quote.get_by_role("button", name="已复制").wait_for()
    text, source = desk.evaluate("navigator.clipboard.readText()").rsplit("\n", 1)
    assert text == words
    assert re.fullmatch(r"——《青禾县.+》（.+，20\d\d年），第2段", source)
    quote.get_by_role("link").click()
    assert desk.locator("mark.passage").inner_text() == words


def test_a_click_on_the_text_itself_asks_for_nothing(desk):
    asked = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.locator(".piece p").first.click()
    desk.wait_for_timeout(300)
    assert asked == []


def test_a_whole_piece_is_cited_taken_as_a_docx_and_taken_away_without_scripts(page_as, tmp_path):
    page = page_as("dispatcher", "QH", java_script_enabled=False)
    reader_open(page)
    piece = page.locator(".piece").first
    words = piece.locator("p").first.inner_text().strip()
    piece.get_by_role("link", name="引用第1段到稿子").click()
    page.get_by_role("button", name="引用", exact=True).click()
    draft_open(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name="下载引用").click()
    taken.value.save_as(tmp_path / "o.docx")
    assert words in document_open(tmp_path / "o.docx").text
    quote = page.locator("#quotes li", has_text=words[:30])
    before = quote.count()
    quote.first.get_by_role("button", name="移除").click()
    page.get_by_text("已移除引用").wait_for()
    assert quote.count() == before - 1


def test_a_passage_cited_twice_says_so_at_the_same_place(desk):
    for told in ("已引用到", "已经引用到这份稿子"):
        desk.locator(".piece").nth(2).locator("[data-cite]").click()
        desk.locator("#cite[open]").get_by_role("button", name="引用", exact=True).click()
        desk.locator(".flash", has_text=told).wait_for()
        assert desk.url.endswith("?at=2#p2")


def test_a_paragraph_of_the_draft_leads_to_how_it_was_written_before(page):
    page.goto("/drafts/")
    page.locator("#drafts [data-open]").first.click()
    link = page.locator(".gongwen .like").nth(3)
    words = link.locator("xpath=..").inner_text().strip()
    link.click()
    assert page.locator("#like-text").input_value()[:20] == re.sub("空缺", "", words)[:20]
    passage = page.locator("#like-passages li").first
    words = passage.locator("blockquote").inner_text().split("\n")[0].strip()
    passage.get_by_role("link", name="引用").click()
    assert page.locator(".quote").inner_text().startswith(words[:40])
