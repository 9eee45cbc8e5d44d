"""Page furniture, payment marks and advertising: blanked out, so that offsets stay and nobody reads them."""

import re

_LINE = re.compile(
    r"""^[^\S\n]{0,40}(?:
        [—–\-－·~]{0,9}[^\S\n]{0,40}\d{1,4}[^\S\n]{0,40}[—–\-－·~]{0,9}                          # page number
      | 第[^\S\n]{0,40}\d+[^\S\n]{0,40}页(?:[^\S\n]{0,40}[/，,]?[^\S\n]{0,40}共[^\S\n]{0,40}\d+[^\S\n]{0,40}页)?
      | (?i:page)[^\S\n]{0,40}\d+(?:[^\S\n]{0,40}(?:of|/)[^\S\n]{0,40}\d+)?
      | [^\n]{0,24}(?:https?://|www\.)[^\n]{0,100}
      | [￥¥][^\S\n]{0,40}\d+(?:\.\d+)?(?:[^\S\n]{0,40}元?/?(?:份|篇|次|本)?)?[^\n]{0,6}
      | [^\n]{0,30}(?:付费(?:下载|阅读|内容|文档|查看|专享|资料|会员)|会员(?:专享|免费|下载)|VIP|下载券|试读
          |预览结束|剩余\d+页|点击下载|免费下载|立即下载
          |原创力文档|百度文库|道客巴巴|豆丁网?|淘豆网|文库网|公文网|笔杆子|范文网|写作素材库?|(?:扫码|扫描二维码|长按识别)[^\n。]{0,6}(?:关注|下载|入群|加|领取|查看|获取|阅读)|关注(?:我们|公众号|本号)|微信(?:公众号|号|群)[:：]
          |(?:加|添加)(?:微信|QQ|客服)|QQ群[:：号]|版权(?:所有|归)|侵权(?:请|必究|联系)|更多(?:范文|材料|资料|公文|内容)[^\n。]{0,6}(?:请|关注|下载|访问|尽在|[:：])|^[【\[（(]?(?:推广|广告)[】\])）]?[:：])[^\n。]{0,40}
    )[^\S\n]{0,40}$""",
    re.MULTILINE | re.VERBOSE,
)
_MARK = re.compile(
    r"[【\[（(〔](?:付费|收费|VIP|免费|会员|广告|推广)[^】\])）〕\n]{0,12}[】\])）〕]|https?://[\w./?=&%#~:-]+"
)


def furniture_clear(text: str) -> str:
    """The same text, of the same length, with furniture replaced by spaces."""
    return _MARK.sub(_blank, _LINE.sub(_blank, text))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
