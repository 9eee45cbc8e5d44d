"""Signs that stand for others only because of a font: radicals for the characters they look like, ligatures for their letters."""

import unicodedata
from typing import Final

_RADICALS: Final = (  # CJK Radicals Supplement, which NFKC leaves alone; the shapes that are characters of their own
    "⺁厂⺄乙⺆冂⺇几⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑尣⺒巳⺓幺⺔彑⺕彐⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王"
    "⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳㓁⺴网⺵网⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长"
    "⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_PLAIN: Final = {
    **dict(zip(map(ord, _RADICALS[::2]), _RADICALS[1::2], strict=True)),
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},  # Kangxi radicals
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xF900, 0xFAD9)},  # compatibility ideographs
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)},  # ff fi fl ffi ffl st
    **dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF), ""),  # without a shape
    **dict.fromkeys(range(0xE000, 0xF900), ""),  # private: bullets of symbol fonts
    **dict.fromkeys(range(32), ""),
    0x02: "-",  # PDFium: a hyphen at the end of a line
    0xFFFE: "-",
    0xFFFF: "",
    0x7F: "",
    0xA0: " ",
}


def sign_plain(code: int) -> str:
    """The sign as its writer typed it; empty for what has no shape."""
    if 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return ""
    return _PLAIN.get(code) or ("" if code in _PLAIN else chr(code))
