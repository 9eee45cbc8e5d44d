"""What sellers wrote goes, what the bureau wrote stays, and nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.cataloguing.cleaning import text_clean

ABOVE = "云川县水利局2024年工作总结\n一、工作情况\n"
BELOW = "全年新建水渠3条。\n"

SOLD = [
    ("本文来自云海文库", "advertising"),
    ("本文档由云海范文网整理收集", "advertising"),
    ("来源：云海公文网 www.yunhaigw.com", "advertising"),
    ("云海范文网-免费公文写作范文大全", "advertising"),
    ("更多范文尽在云海文库 www.yunhaiwk.com", "advertising"),
    ("声明：本资料来源于网络，版权归原作者所有，如有侵权请联系删除。", "advertising"),
    ("免责声明：本站资料均来源于互联网，仅供学习参考，请勿用于商业用途，若有侵权请及时联系我们删除！", "advertising"),
    ("点击下载全文", "advertising"),
    ("百度文库", "advertising"),
    ("更多资料请加微信yunhai888", "contact"),
    ("获取更多公文材料，请扫码关注公众号：云海公文", "contact"),
    ("加微信yunhai888领取全套资料", "contact"),
    ("扫描下方二维码关注公众号，领取更多范文", "contact"),
    ("关注公众号：云海公文写作", "contact"),
    ("【付费阅读】", "payment"),
    ("本文为付费内容", "payment"),
    ("VIP专享", "payment"),
    ("★会员免费下载★", "payment"),
    ("试读结束，付费后可阅读剩余内容", "payment"),
    ("￥9.9/份", "payment"),
    ("下载价：20积分", "payment"),
    ("剩余12页未读", "payment"),
    ("https://www.yunhaiwk.com/", "portal"),
    ("www.yunhaiwk.com", "portal"),
]

OWN = [
    "联系人：张三，联系电话：0571-88880000，QQ：123456789",
    "联系人：李四；微信：yc13800000000",
    "开通微信公众号2个，发布信息120条",
    "工作QQ群：123456789",
    "请各单位联络员添加微信yunchuan01进群",
    "更多信息请关注“云川发布”微信公众号",
    "更多内容请登录云川县人民政府门户网站查询",
    "微信公众号：云川民政",
    "建立停车付费机制",
    "￥120.00",
    "价格：35元",
    "附件下载：http://www.yunchuan.gov.cn/art/1.html",
    "http://www.yunchuan.gov.cn",
    "问卷地址：https://wj.yunhai.com/s/abc",
    "（三）建设数字文库",
    "打造“笔杆子”队伍",
    "查处侵权案件12件，及时联系权利人处理",
    "本资料来源于县统计局",
    "数据来源于网络，经核实后使用",
    "仅供参考。",
    "声明：以上承诺属实",
    "发展会员300名，会员免费参加培训",
    "资料下载、材料报送均在网上办理",
    "推广“云川办”下载2万次",
    "豆丁幼儿园食品安全检查",
    "百度文库侵权案由县法院受理",
    "来源：县农业农村局",
    "县图书馆文库免费开放",
    "数字文库下载量",
    "由市数字文库提供",
    "￥15/套",
    "价格：5元/份",
    "会员免费",
    "支付后即可下载电子版",
    "发现侵权线索及时通知县市场监管局处理",
    "本文数据来源于互联网公开资料",
    "获取更多政策资料，请关注“云川人社”微信公众号",
    "请添加微信13800000000领取培训材料",
    "更多资料请访问www.yunchuan.com",
]


@pytest.mark.parametrize(("line", "why"), SOLD)
def test_a_line_of_a_seller_goes_whole(line: str, why: str) -> None:
    cleaned = text_clean(f"{ABOVE}{line}\n{BELOW}")
    assert cleaned.text == ABOVE + BELOW
    assert [one.why for one in cleaned.removed] == [why]


@pytest.mark.parametrize("line", OWN)
def test_a_line_of_the_bureau_stays(line: str) -> None:
    assert text_clean(f"{ABOVE}{line}\n{BELOW}").removed == ()


@pytest.mark.parametrize("line", OWN)
def test_a_line_of_the_bureau_stays_in_a_text_that_was_resold(line: str) -> None:
    assert text_clean(f"VIP专享\n{ABOVE}{line}\n{BELOW}本文来自云海文库").text == f"{ABOVE}{line}\n{BELOW}"


@pytest.mark.parametrize("mark", ["【付费阅读】", "（本文来自云海文库）", "[VIP专享]", "（更多资料请加微信yunhai888）"])
def test_a_mark_inside_a_line_goes_alone(mark: str) -> None:
    assert text_clean(f"全年新建水渠3条{mark}，修复塘坝12座。").text == "全年新建水渠3条，修复塘坝12座。"


@pytest.mark.parametrize("mark", ["（免费）", "（会员单位）", "（微信公众号：云川发布）", "（https://www.yunhai.com）"])
def test_a_bracket_of_the_bureau_stays(mark: str) -> None:
    assert text_clean(f"组织培训12场{mark}，参加3000人。").removed == ()


def test_a_number_alone_goes_only_next_to_what_is_certainly_sold() -> None:
    assert text_clean("本文来自云海文库\n\nQQ：12345678\n￥9.9\n" + BELOW).text == "\n" + BELOW
    assert text_clean("QQ：12345678\n" + BELOW + "本文来自云海文库").text == "QQ：12345678\n" + BELOW


def test_the_name_of_a_site_goes_when_it_heads_each_page() -> None:
    header = "云海公文网 写作素材\n"
    assert text_clean(f"{header}{ABOVE}{header}{BELOW}{header}").text == ABOVE + BELOW
    assert text_clean(f"{header}{ABOVE}{BELOW}").removed == ()


@pytest.mark.parametrize("cell", ["乡村文库", "公文网", "资料网建设"])
def test_a_cell_that_comes_again_and_again_stays(cell: str) -> None:
    assert text_clean(f"{cell}\n{BELOW}" * 4).removed == ()


def test_a_text_without_a_telltale_word_is_returned_as_it_is() -> None:
    assert text_clean(BELOW).text is BELOW


@given(
    st.lists(
        st.sampled_from([*(line for line, _ in SOLD), *OWN, "", BELOW, "￥9.9", "声明：", "【VIP专享】好。"]),
        max_size=12,
    )
)
def test_what_is_removed_and_what_is_left_make_the_original(lines: list[str]) -> None:
    text = "\n".join(lines)
    cleaned = text_clean(text)
    at, rebuilt, left = 0, "", cleaned.text
    for one in cleaned.removed:
        assert at <= one.start < one.end
        rebuilt, left = rebuilt + left[: one.start - at] + text[one.start : one.end], left[one.start - at :]
        at = one.end
    assert rebuilt + left == text
