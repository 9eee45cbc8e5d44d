"""The figures of GB/T 9704-2012 in the units that OOXML counts in: one place, nothing repeated elsewhere."""

from dataclasses import dataclass

TWIPS_A_MM = 1440 / 25.4
TWIPS_A_POINT = 20


def twips(mm: float) -> int:
    """Millimetres as twentieths of a point, rounded."""
    return round(mm * TWIPS_A_MM)


PAGE_WIDTH, PAGE_HEIGHT = twips(210), twips(297)
MARGIN_TOP, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT = twips(37), twips(35), twips(28), twips(26)
FOOTER_DISTANCE = twips(24.5)  # the dashes of the page number then stand 7 mm below the type area

LINES_A_PAGE, CELLS_A_LINE = 22, 28
LINE_PITCH = 579  # exact 28.95 pt: 22 lines in 225 mm
TRACKING = -5  # −0.25 pt: 28 characters of 16 pt in 156 mm

SIZE_1, SIZE_2, SIZE_3, SIZE_4 = 52, 44, 32, 28  # 1号 to 4号 in half points
CELL = SIZE_3 * 10 + TRACKING  # width of one 3号 character on the line, in twips


@dataclass(frozen=True, slots=True)
class Font:
    """A font by its customary name, and the names that may stand in for it, best first."""

    name: str
    others: tuple[str, ...] = ()


FANGSONG = Font("仿宋_GB2312", ("仿宋", "FangSong"))
KAITI = Font("楷体_GB2312", ("楷体", "KaiTi"))
HEITI = Font("黑体", ("SimHei",))
XIAOBIAOSONG = Font("方正小标宋简体", ("方正小标宋_GBK", "华文中宋", "宋体"))
SONGTI = Font("宋体", ("SimSun",))
FONTS = (FANGSONG, KAITI, HEITI, XIAOBIAOSONG, SONGTI)
