"""Accounts, roles, passwords, the second factor, people from Excel, and why somebody cannot see something."""

import pytest
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from bihuan.apps.ledgers.audit import chain_walk
from bihuan.apps.ledgers.models import Event
from bihuan.apps.people.explaining import access_explain
from bihuan.apps.people.factors import device_confirm, device_offered
from bihuan.apps.people.models import PasswordUsed, Person
from bihuan.apps.people.scopes import person_actor
from bihuan.apps.people.services import (
    grant_give,
    grant_revoke,
    password_change,
    people_import,
    people_returned_write,
    person_add,
    person_change,
    person_disable,
    policy_change,
)
from bihuan.apps.people.workbook import people_sheet_write, people_template_write
from bihuan.apps.units.actors import Right, console
from bihuan.apps.units.models import Unit
from bihuan.datamodel import BihuanError
from support.matrix import values_of
from support.people import PASSWORD, client_of, person_make
from support.sheets import workbook

pytestmark = pytest.mark.django_db(transaction=True)
CONSOLE = console("测试")
ADMINISTRATORS = ["system_admin", "security_admin", "audit_admin"]


@pytest.mark.parametrize("second", ADMINISTRATORS[1:])
def test_one_person_is_never_two_administrators(county, second):
    person = person_make("admin1", "system_admin")
    with pytest.raises(BihuanError, match="三个人分别担任"):
        grant_give(person=person, role=second, actor=CONSOLE)


@pytest.mark.parametrize(("first", "second"), [("system_admin", "clerk"), ("leader", "audit_admin")])
def test_an_administrator_has_no_business_role(county, first, second):
    person = person_make("admin1", first)
    with pytest.raises(BihuanError, match="不能同时是管理员和业务人员"):
        grant_give(person=person, role=second, actor=CONSOLE)


def test_nobody_gives_a_role_to_themselves(county):
    person = person_make("admin1", "security_admin")
    with pytest.raises(BihuanError, match="不能给自己"):
        grant_give(person=person, role="security_admin", actor=person_actor(person))


def test_the_system_administrator_gives_no_roles(county):
    keeper, person = person_make("admin1", "system_admin"), person_make("wang", "")
    with pytest.raises(BihuanError, match="没有授予角色的权限"):
        grant_give(person=person, role="clerk", actor=person_actor(keeper))


def test_a_clerk_opens_no_accounts(county):
    clerk = person_make("wang")
    with pytest.raises(BihuanError, match="没有管理人员的权限"):
        person_add(login="li", name="李示例", unit="QX", actor=person_actor(clerk))


def test_nobody_disables_themselves(county):
    keeper = person_make("admin1", "system_admin")
    with pytest.raises(BihuanError, match="不能停用自己"):
        person_disable(person=keeper, actor=person_actor(keeper))


def test_a_login_name_is_never_given_again(county):
    person_disable(person=person_make("wang"), actor=CONSOLE)
    with pytest.raises(BihuanError, match="已有人用"):
        person_add(login="WANG", name="王样本", unit="QX", actor=CONSOLE)


def test_every_deed_on_people_is_in_the_chain_and_the_chain_is_whole(county):
    person = person_make("wang", unit="QX-CG")
    person_change(person=person, actor=CONSOLE, post="股长", unit="QX-01")
    grant_revoke(person=person, role="clerk", actor=CONSOLE)
    person_disable(person=person, actor=CONSOLE)
    deeds = Event.objects.filter(subject="people/wang").order_by("seq").values_list("deed", flat=True)
    assert list(deeds) == ["person_add", "grant", "person_change", "revoke", "person_disable"]
    assert chain_walk() == []


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("short1", "8 到 128 个字符"),
        ("password123", "太常见"),
        ("wang-is-my-name", "不能含登录名或姓名"),
        (PASSWORD, "不能与现在的密码相同"),
    ],
)
def test_a_weak_password_is_told_why(county, password, said):
    person = person_make("wang")
    with pytest.raises(BihuanError, match=said):
        password_change(person=person, old=PASSWORD, new=password, actor=CONSOLE)


def test_a_long_password_needs_no_mixture_of_signs(county):
    person = person_make("wang")
    password_change(person=person, old=PASSWORD, new="青溪河边三棵老樟树", actor=CONSOLE)
    assert Person.objects.get(pk=person.pk).check_password("青溪河边三棵老樟树")


def test_the_graded_profile_wants_three_kinds_of_signs_and_none_of_the_last_five(county):
    person = person_make("wang")
    policy_change(actor=CONSOLE, profile="graded")
    with pytest.raises(BihuanError, match="至少要有 3 种"):
        password_change(person=person, old=PASSWORD, new="quite-another-lamp", actor=CONSOLE)
    password_change(person=person, old=PASSWORD, new="Quite-another-lamp1", actor=CONSOLE)
    password_change(person=person, old="Quite-another-lamp1", new="Quite-another-lamp2", actor=CONSOLE)
    with pytest.raises(BihuanError, match="最近 5 次"):
        password_change(person=person, old="Quite-another-lamp2", new="Quite-another-lamp1", actor=CONSOLE)
    assert PasswordUsed.objects.count() == 2


def test_the_graded_profile_asks_for_a_new_password_after_ninety_days(county):
    client = client_of(person_make("wang"))
    Person.objects.update(password_changed="2024-01-01T00:00:00Z")
    assert client.get("/ledgers/").status_code == 200
    policy_change(actor=CONSOLE, profile="graded")
    assert client.get("/ledgers/").headers["Location"] == "/login/password/"


def test_a_policy_out_of_bounds_is_refused(county):
    with pytest.raises(BihuanError, match="3 到 10 之间"):
        policy_change(actor=CONSOLE, failures_allowed=1000)


def code_now(device: TOTPDevice, steps: int = 0) -> str:
    """What the phone shows, now or some steps later."""
    device.throttle_reset()
    return f"{totp(device.bin_key, drift=steps):06d}"


def test_an_administrator_binds_a_phone_before_anything_else(county):
    person = person_make("admin1", "system_admin")
    client = client_of(person)
    assert client.get("/people/").headers["Location"] == "/login/factor/"
    page = client.get("/login/factor/").content.decode()
    assert "<svg" in page and "http://www.w3.org" in page and "https://" not in page
    told = client.post("/login/factor/", {"code": code_now(device_offered(person))}).content.decode()
    assert told.count("<code>") == 10
    assert client.get("/people/").status_code == 200


def test_a_wrong_code_lets_nobody_in_and_a_recovery_code_does_once(county):
    person = person_make("admin1", "system_admin")
    _, codes = device_confirm(person=person, code=code_now(device_offered(person)))
    first, second = client_of(person), client_of(person)
    assert first.post("/login/factor/", {"code": "000000"}).status_code == 400
    assert first.post("/login/factor/", {"code": codes[0].upper()}).status_code == 302
    assert second.post("/login/factor/", {"code": codes[0]}).status_code == 400
    assert first.get("/people/").status_code == 200 and second.get("/people/").status_code == 302


def test_the_same_code_of_the_phone_is_not_good_twice(county):
    person = person_make("admin1", "system_admin")
    device, _ = device_confirm(person=person, code=code_now(device_offered(person)))
    assert client_of(person).post("/login/factor/", {"code": code_now(device)}).status_code == 400


HEAD = ("登录名", "姓名", "单位", "职务", "角色", "数据范围", "选定单位")


def test_people_come_from_excel_with_roles_and_chosen_units(county, tmp_path):
    path = workbook(
        tmp_path / "人员.xlsx", HEAD, ("wang", "王示例", "县城管局", "股长", "填报员、处置员", "自定义", "QX-01、西河")
    )
    assert set(people_import(path=path, actor=CONSOLE).passwords) == {"wang"}
    grant = Person.objects.get(login="wang").grants.get(role="clerk")
    assert set(grant.units.values_list("code", flat=True)) == {"QX-01", "QX-02"}


@pytest.mark.parametrize(
    ("row", "cell", "said"),
    [
        (("王", "王示例", "QX"), "A2", "小写字母"),
        (("wang", "", "QX"), "B2", "没有填"),
        (("wang", "王示例", "上村"), "C2", "有 2 个单位叫"),
        (("wang", "王示例", "QX", "", "局长"), "E2", "没有“局长”这个角色"),
        (("wang", "王示例", "QX", "", "系统管理员、填报员"), "E2", "不能再有别的角色"),
        (("wang", "王示例", "QX", "", "填报员", "自定义"), "G2", "要写明选定单位"),
    ],
)
def test_a_fault_in_excel_is_marked_at_its_cell_and_nobody_is_added(county, tmp_path, row, cell, said):
    import openpyxl

    path = workbook(
        tmp_path / "人员.xlsx", HEAD, (*row, *[""] * (7 - len(row))), ("li", "李示例", "QX", "", "", "", "")
    )
    result = people_import(path=path, actor=CONSOLE)
    returned = people_returned_write(result=result, path=path, target=tmp_path / "退回.xlsx")
    assert said in openpyxl.load_workbook(returned).worksheets[0][cell].comment.text
    assert not Person.objects.exists()


def test_the_system_administrator_cannot_smuggle_roles_in_by_excel(county, tmp_path):
    keeper = person_make("admin1", "system_admin")
    path = workbook(tmp_path / "人员.xlsx", HEAD, ("wang", "王示例", "QX", "", "领导", "全部", ""))
    assert [reject.code for reject in people_import(path=path, actor=person_actor(keeper)).rejects] == ["person.roles"]


def test_what_is_exported_comes_in_again_and_changes_nothing(county, tmp_path):
    person_make("wang", unit="QX-CG")
    people_sheet_write(tmp_path / "人员.xlsx", Person.objects.all())
    result = people_import(path=tmp_path / "人员.xlsx", actor=CONSOLE)
    assert (result.rejects, result.changed, result.passwords) == ([], 0, {})


def test_the_template_is_a_workbook_of_people(county, tmp_path):
    people_template_write(tmp_path / "样表.xlsx")
    with pytest.raises(BihuanError, match="没有一行人员"):
        people_import(path=tmp_path / "样表.xlsx", actor=CONSOLE)


@pytest.fixture
def packs(county):
    """The two bureaus with their packs."""
    from bihuan.apps.ledgers.services import pack_folder, packs_install
    from bihuan.apps.people.packs import packs_suggested
    from bihuan.apps.people.services import bureau_packs_set

    packs_install(folders=[pack_folder("urban_management"), pack_folder("veterans")], actor=CONSOLE)
    bureau_packs_set(packs=packs_suggested(), actor=CONSOLE)
    return county


@pytest.mark.parametrize(
    ("unit", "role", "right", "ledger", "at", "rule", "said"),
    [
        ("QX-CG", "leader", Right.WRITE, "smart_cases", "QX-01", "角色", "没有登记的权限"),
        ("QX-CG", "clerk", Right.READ, "stations", "QX-01", "数据范围", "不是本部门用的"),
        ("QX-CG", "clerk", Right.READ, "activities", "QX-01", "数据范围", "不按地方记"),
        ("QX-01", "clerk", Right.READ, "smart_cases", "QX-02", "数据范围", "不在授权的单位之内"),
    ],
)
def test_why_not_names_the_rule_that_refuses(packs, unit, role, right, ledger, at, rule, said):
    person = person_make("wang", role, unit=unit)
    last = access_explain(person=person, right=right, unit=Unit.objects.get(code=at), ledger=ledger)[-1]
    assert (last.rule, last.passes) == (rule, False) and said in last.said


def test_why_not_says_yes_when_it_is_allowed(packs):
    person = person_make("wang", unit="QX-CG")
    reasons = access_explain(person=person, right=Right.READ, unit=Unit.objects.get(code="QX-01"), ledger="smart_cases")
    assert [(reason.rule, reason.passes) for reason in reasons[:3]] == [
        ("账号", True),
        ("角色", True),
        ("数据范围", True),
    ]


def test_the_page_of_why_not_is_the_security_administrators(packs):
    policy_change(actor=CONSOLE, second_factor=False)
    person_make("wang", unit="QX-01")
    client = client_of(person_make("admin1", "security_admin"))
    page = client.get("/why/?login=wang&ledger=smart_cases&unit=QX-02").content.decode()
    assert "拦下" in page and "不在授权的单位之内" in page


def test_the_auditor_sees_logins_and_never_what_stood_in_an_entry(packs):
    from bihuan.apps.ledgers.selectors import ledger_definition
    from bihuan.apps.ledgers.services import entry_add

    policy_change(actor=CONSOLE, second_factor=False)
    values = values_of(ledger_definition("activities"), "暗号甲乙丙")
    entry_add(ledger="activities", unit="QX-CG", values=values, actor=CONSOLE)
    page = client_of(person_make("admin1", "audit_admin")).get("/log/").content.decode()
    assert "登录" in page and "admin1" in page and "暗号甲乙丙" not in page


def test_an_administrator_lands_on_a_page_that_they_may_open(county):
    policy_change(actor=CONSOLE, second_factor=False)
    person = person_make("admin1", "system_admin")
    answer = Client().post("/login/", {"login": person.login, "password": PASSWORD}, follow=True)
    assert answer.status_code == 200
