"""One walk for each role: its main task by keyboard alone, from the login on. The county is this module's own copy, so what a walk changes
no other test counts; each walk works on entries, people and pages that the others leave alone."""

import re
import shutil
from base64 import b32decode
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import cv2
import numpy as np
import pytest
from django_otp.oath import totp
from PIL import Image

from support.demo import demo_built
from support.keyboard import Keyboard
from web.conftest import SIZES, served

pytestmark = pytest.mark.browser


@contextmanager
def county_copied(place: Path) -> Iterator[str]:
    """The address of a copy of the demo county."""
    shutil.copytree(demo_built().folder, place / "county")
    with served(place / "county") as address:
        yield address


@pytest.fixture(scope="module")
def county(tmp_path_factory) -> Iterator[str]:
    """The county of these walks."""
    with county_copied(tmp_path_factory.mktemp("keys")) as address:
        yield address


@pytest.fixture
def machine(browser, county) -> Iterator[Callable[..., Keyboard]]:
    """``machine(size)``: the login page on a machine of its own; a request to another host fails the test."""
    hosts: set[str] = set()
    with ExitStack() as opened:

        def make(size: str = "desktop", site: str = "") -> Keyboard:
            width, height = SIZES[size]
            viewport = {"width": width, "height": height}
            context = browser.new_context(viewport=viewport, base_url=site or county, reduced_motion="reduce")
            opened.callback(context.close)
            context.on("request", lambda asked: hosts.add(urlsplit(asked.url).hostname or ""))
            page = context.new_page()
            page.goto("/")
            return Keyboard(page)

        yield make
    assert hosts <= {"127.0.0.1", ""}


@pytest.fixture
def sit_down(machine) -> Iterator[Callable[..., Keyboard]]:
    """``sit_down(role, unit, size, most=)``: that person, logged in by keys; in the end no more presses than ``most`` since."""
    walks: list[tuple[Keyboard, int]] = []

    def make(role: str, unit: str = "", size: str = "desktop", *, most: int) -> Keyboard:
        account = demo_built().account(role, unit)
        keys = machine(size)
        keys.log_in(account.login, account.password)
        keys.presses = 0
        walks.append((keys, most))
        return keys

    yield make
    for keys, most in walks:
        print(f"{keys.presses} presses of {most}")
        assert keys.presses <= most


@pytest.fixture
def photo(tmp_path) -> Path:
    """A photo of the scene."""
    path = tmp_path / "现场.jpg"
    Image.new("RGB", (64, 48), "green").save(path)
    return path


def chosen(keys: Keyboard, name: str, wanted: str) -> None:
    """Tab to the list of choices and walk down or up it to the wanted one."""
    keys.reach(name, "combobox")
    box = keys.page.locator("select:focus")
    places = [at for at, label in enumerate(box.locator("option").all_inner_texts()) if wanted in label]
    assert places, f"no choice “{wanted}” in “{name}”"
    here = box.evaluate("one => one.selectedIndex")
    step = min((at - here for at in places), key=abs)
    keys.press(*["ArrowDown" if step > 0 else "ArrowUp"] * abs(step))
    assert wanted in box.locator("option:checked").inner_text()


def row(keys: Keyboard, words: str) -> None:
    """Walk down the rows of the page to the one with these words, and open it."""
    for _ in range(keys.page.locator("main table[data-rows] tbody tr").count()):
        keys.press("j")
        if words in keys.rests().name:
            return keys.go("Enter")
    raise AssertionError(f"no row with “{words}”")


def said(keys: Keyboard, words: str) -> None:
    """The page says so."""
    keys.page.get_by_text(words).first.wait_for()


def test_a_clerk_adds_an_entry_and_corrects_it_in_the_list(sit_down):
    keys = sit_down("clerk", "QH-CG", most=65)
    row(keys, "部门协同执法台账")
    keys.press("n")
    assert keys.rests().name == "单位"
    chosen(keys, "部门", "公安局")
    keys.press("Tab")
    keys.type("10312024")
    keys.fill("出动执法人员", "21")
    keys.fill("来源文件", "联合执法简报")
    keys.go("Control+Enter")
    said(keys, "已登记 #")
    keys.press("j")
    assert "联合执法简报" in keys.page.locator("tr.at").inner_text()
    keys.press("i")
    assert keys.rests().name == "部门"
    keys.press("Tab", "Tab")
    assert keys.rests().name.startswith("出动执法人员")
    keys.type("12")
    keys.press("Enter")
    keys.page.wait_for_function("document.querySelector('tr.at + tr td.editing')")
    keys.press("Escape")
    assert keys.rests().tag == "tr"
    assert keys.page.locator("tbody tr:first-child td[data-field=officers]").inner_text() == "12"


def test_a_handler_answers_on_the_phone_in_three_deeds(sit_down, photo):
    keys = sit_down("handler", "QH-01", "phone", most=25)
    keys.open("手机办件")
    keys.reach("完整版")
    keys.open("智慧城管案件台账")
    keys.reach("^拍照")
    keys.choose(photo)
    keys.page.get_by_text("现场.jpg：已传好").wait_for()
    keys.reach("^办结", "button")
    keys.go("Enter")
    said(keys, "现在是“办结”")


def test_a_dispatcher_sends_two_cases_and_takes_them_back(sit_down):
    keys = sit_down("dispatcher", "QH", most=20)
    keys.skip()
    keys.open("打开调度台", most=2)
    keys.page.wait_for_selector("#board[data-ready]")
    keys.press("j", "Enter")
    keys.page.locator("#board-detail dl").wait_for()
    keys.press("Enter")
    assert keys.rests().name == "打开条目"
    keys.press("Escape")
    assert keys.rests().role == "listbox"
    keys.press("x", "l", "x")
    said(keys, "已选 2 件")
    assert keys.rests().role == "listbox"
    keys.press("d")
    assert keys.rests().name == "单位名称或拼音首字母"
    keys.type("yq")
    assert "云桥" in keys.page.locator("#picker-list [aria-selected=true]").inner_text()
    keys.press("Enter")
    said(keys, "已派遣 2 件到 云桥")
    assert keys.rests().role == "listbox"
    keys.press("u")
    said(keys, "已撤回 2 件")
    assert keys.rests().role == "listbox"


def test_a_reviewer_passes_one_matter_and_sends_another_back(sit_down, photo):
    keys = sit_down("reviewer", "QH-CG", most=105)
    keys.press("j")
    keys.go("Enter")
    first = keys.page.url
    keys.skip()
    keys.reach("添加照片或文件")
    keys.choose(photo)
    keys.reach("^上传", "button")
    keys.go("Enter")
    keys.skip()
    keys.open("现场.jpg")
    keys.back()
    keys.skip()
    keys.reach("^核查", "button")
    keys.press("Enter")
    assert keys.rests().tag != "body"
    keys.reach("^核查", "button")
    keys.go("Enter")
    said(keys, "已核查，现在是")
    keys.press("Tab")
    keys.open("回到首页")
    keys.press("j", "j")
    keys.go("Enter")
    assert keys.page.url != first
    keys.skip()
    keys.reach("^返工", "button")
    keys.press("Enter")
    assert keys.rests().role == "textbox"
    keys.type("照片看不清")
    keys.press("Escape")
    assert keys.rests().name == "返工"
    keys.press("Enter")
    keys.reach("^返工", "button")
    keys.go("Enter")
    said(keys, "已返工")


def test_a_leader_comes_from_a_light_to_the_rows_and_presses_a_late_unit(sit_down):
    keys = sit_down("leader", "QH-TY", most=45)
    keys.press("j")
    assert "红灯" in keys.page.locator("tr.at").inner_text()
    keys.go("Enter")
    keys.press("j")
    keys.go("Enter")
    keys.skip()
    keys.reach("^督办", "button")
    keys.press("Enter")
    assert keys.rests().name.startswith("督办要求")
    keys.type("本周内答复来访人")
    keys.press("Tab")
    keys.type("11082024")
    keys.reach("^督办", "button")
    keys.go("Enter")
    said(keys, "本周内答复来访人")


def test_a_leader_opens_a_figure_and_a_rate_to_their_rows(sit_down):
    keys = sit_down("leader", "QH", most=95)
    keys.page.locator("#key-figures dd a").first.wait_for()
    keys.press("f")
    keys.open("")
    rows_of_figure = keys.page.locator("h1").inner_text()
    keys.skip()
    keys.open("^背后条目")
    assert rows_of_figure in keys.page.locator("h1").inner_text()
    keys.press("j")
    keys.go("Enter")
    assert "/ledgers/" in keys.page.url
    keys.open("办理率")
    keys.skip()
    chosen(keys, "台账", "智慧城管案件台账")
    keys.open("查看", "button")
    keys.open("，.*率.* [0-9.]+$", most=60)
    assert keys.page.locator("#behind, .empty").count() == 1


def test_a_records_keeper_checks_a_draft_to_its_rows_and_takes_it_and_a_ledger_away(sit_down):
    keys = sit_down("records", "QH", most=65)
    keys.open("起草", "link")
    keys.press("j")
    assert re.search("一致|有异", keys.page.locator("tr.at").inner_text())
    keys.go("Enter")
    keys.skip()
    keys.reach("^下载稿子")
    with keys.page.expect_download() as sealed:
        keys.press("Enter")
    assert sealed.value.suggested_filename.endswith(".docx")
    keys.reach("^[0-9]+次$")
    keys.press("Enter")
    keys.page.locator("#source .facts").wait_for()
    assert "定义" in keys.page.inner_text("#source")
    keys.open("^#[0-9]+", "link")
    keys.open("^会议学习台账", "link")
    keys.skip()
    keys.reach("^导出")
    keys.press("Enter")
    keys.reach("^CSV", "link", most=3)
    with keys.page.expect_download() as taken:
        keys.press("Enter")
    assert taken.value.suggested_filename.endswith(".csv")


def test_a_system_administrator_opens_and_closes_an_account_and_sets_a_bureaus_packs(sit_down):
    keys = sit_down("system_admin", most=145)
    keys.open("^人员", "link")
    keys.go("n")
    keys.fill("登录名", "xin.ren")
    keys.fill("姓名", "新示例")
    keys.reach("^单位", "combobox")
    keys.type("csgl")
    assert "城市管理股" in keys.page.locator("main .unit-list [aria-selected=true]").inner_text()
    keys.press("Enter")
    keys.fill("职务", "处置员")
    keys.go("Control+Enter")
    said(keys, "一次性密码只显示这一回")
    keys.open("回到人员")
    keys.skip()
    keys.fill("姓名、登录名或职务", "xin.ren")
    keys.go("Enter")
    keys.press("j")
    keys.go("Enter")
    keys.skip()
    keys.reach("^停用", "button")
    keys.press("Enter")
    assert keys.rests().name == "先不做"
    keys.press("Enter")
    assert keys.rests().name == "停用"
    keys.press("Enter", "Tab")
    keys.go("Enter")
    said(keys, "已停用")
    keys.open("部门的行业包", "link")
    keys.skip()
    box = keys.reach("民族宗教事务局.*水务", "checkbox")
    keys.press("Space")
    keys.open("保存", "button")
    said(keys, "已保存")
    assert keys.page.get_by_label(box.name).is_checked()


def test_a_security_administrator_unlocks_a_person_gives_a_role_and_says_why_something_is_not_seen(sit_down, machine):
    stranger = machine()
    for _ in range(5):
        stranger.log_in("jz-clerk", "wrong-password")
    said(stranger, "登录名或密码")
    keys = sit_down("security_admin", most=115)
    keys.open("^人员", "link")
    keys.skip()
    keys.fill("姓名、登录名或职务", "jz-clerk")
    keys.go("Enter")
    keys.press("j")
    keys.go("Enter")
    assert "暂时锁定" in keys.page.inner_text("main")
    keys.skip()
    keys.open("^解锁", "button")
    said(keys, "已解锁")
    keys.skip()
    chosen(keys, "角色", "处置员")
    keys.open("^授予", "button")
    said(keys, "已授予")
    keys.skip()
    keys.reach("^收回处置员", "button")
    keys.press("Enter", "Tab")
    keys.go("Enter")
    said(keys, "已收回")
    keys.skip()
    keys.open("为什么看不到", "link")
    keys.skip()
    chosen(keys, "哪个台账", "台账")
    chosen(keys, "哪个单位的", "澜湾街道")
    keys.open("^查$", "button")
    said(keys, "被下面最后一条规则拦下")


def test_an_administrator_binds_a_second_factor(machine, tmp_path):
    account = demo_built().account("security_admin")
    with county_copied(tmp_path) as site:
        keys = machine(site=site)
        keys.log_in(account.login, account.password)
        keys.open("安全设置", "link")
        keys.skip()
        keys.reach("动态口令", "checkbox")
        keys.press("Space")
        keys.go("Control+Enter")
        said(keys, "已保存")
        assert keys.rests().name == "验证器上的六位数字"
        secret = keys.page.locator("main code").inner_text().replace(" ", "")
        assert f"secret={secret}" in scanned(keys.page.locator(".qr-box svg").screenshot())
        keys.type(f"{totp(b32decode(secret)):06d}")
        keys.go("Enter")
        keys.open("抄好了，继续")
        said(keys, "安全设置")


def scanned(picture: bytes) -> str:
    """What a phone reads from the code in a picture: held nearer and nearer, for one code in a hundred is lost at any one distance."""
    seen = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    nearer = (
        cv2.resize(seen, None, fx=times, fy=times, interpolation=cv2.INTER_CUBIC) for times in (1, 1.5, 2, 2.5, 3)
    )
    return next((text for one in nearer if (text := cv2.QRCodeDetector().detectAndDecode(one)[0])), "")


def test_an_audit_administrator_reads_and_sifts_the_trail(sit_down):
    keys = sit_down("audit_admin", most=60)
    assert "事件链" in keys.page.inner_text("main")
    keys.open("^日志", "link")
    keys.go("]")
    assert "page=2" in keys.page.url
    keys.skip()
    chosen(keys, "哪一类", "登录日志")
    keys.fill("人员", "audit-admin")
    keys.go("Enter")
    assert set(keys.page.locator("td[data-label=操作]").all_inner_texts()) == {"登录"}
    keys.reach("去掉条件 人员")
    keys.go("Enter")
    assert "who=audit" not in keys.page.url


def test_a_column_to_sift_by_is_chosen_with_arrows_and_its_condition_typed_at_once(sit_down):
    keys = sit_down("clerk", "QH-CG", most=60)
    row(keys, "部门协同执法台账")
    keys.skip()
    chosen(keys, "按哪一列筛选", "出动执法人员")
    keys.open("加条件", "button")
    assert keys.rests().name == "从"
    keys.type("1")
    keys.go("Enter")
    assert "officers%3Arange%3A1.." in keys.page.url


def test_what_was_revealed_takes_the_focus_of_its_button(sit_down):
    keys = sit_down("clerk", "QH-MZ", most=80)
    row(keys, "群众服务台台账")
    keys.press("j")
    keys.go("Enter")
    keys.go("e")
    keys.fill("联系方式", "13800000000")
    keys.go("Control+Enter")
    keys.skip()
    keys.reach("^显示", "button")
    keys.press("Enter")
    keys.page.locator(".revealed", has_text="13800000000").wait_for()
    assert "revealed" in keys.here().html


def test_the_question_mark_lists_the_keys_written_on_the_page(sit_down):
    keys = sit_down("clerk", "QH-CG", most=20)
    row(keys, "部门协同执法台账")
    keys.press("?")
    listed = set(keys.page.locator("#keys dt").all_inner_texts())
    assert {"i", "n", "e", "j k", "Tab Shift+Tab", "/"} <= listed
    keys.press("Escape")
    assert not keys.page.locator("#keys").is_visible()
