"""澜江市青禾县: the fictional county. Its names were compared with the national list of places in 2026 and are none of them."""

from dataclasses import dataclass, field

CITY = "澜江市"
COUNTY = "青禾县"
COUNTY_CODE = "QH"
URBAN_BUREAU = "QH-CG"  # 城乡管理和综合执法局
VETERANS_BUREAU = "QH-TY"  # 退役军人事务局
ETHNIC_BUREAU = "QH-MZ"  # 民族宗教事务局
AREA_BUREAU = "QH-GQ"  # 碧涧管理区管理委员会
WATER_BUREAU = "QH-SW"  # 水务局


@dataclass(frozen=True, slots=True)
class Town:
    """A street, town or township: ``weight`` is its share of the county's affairs, its villages work below it."""

    code: str
    name: str
    weight: int
    villages: tuple[str, ...] = field(default=())


def _town(number: int, name: str, weight: int, villages: str) -> Town:
    return Town(f"{COUNTY_CODE}-{number:02d}", name, weight, tuple(f"{root}村" for root in villages.split()))


TOWNS: tuple[Town, ...] = (
    _town(1, "澜湾街道", 170, "蕉洲 琴汀 岚塘"),
    _town(2, "云桥街道", 140, "岚浦 霁垄 雾汀"),
    _town(3, "鹤洲镇", 90, "星冲 曦塘 菱崖"),
    _town(4, "墨泉镇", 80, "雾埠 箫口 曦泉"),
    _town(5, "霞坪镇", 72, "槐塘 柏汀 澜浦"),
    _town(6, "菱湾镇", 66, "蕉桥 禾岩 梨陂"),
    _town(7, "竹汀镇", 60, "霁岭 澜塘 菱岭"),
    _town(8, "芦陂镇", 56, "霞谷 鲤崖 鲤洲"),
    _town(9, "琴渡镇", 52, "蕉渡 月垄 霜畈"),
    _town(10, "槐岭镇", 48, "曦口 雁陂 箫桥"),
    _town(11, "兰谷镇", 44, "霜埠 岚陂 箫洲"),
    _town(12, "砚埠镇", 42, "樟屿 弦塘 槐口"),
    _town(13, "棠塘镇", 38, "禾坞 笛坳 菱垄"),
    _town(14, "雁泉镇", 36, "笙岩 霁汀 晴屿"),
    _town(15, "星岩镇", 34, "杏屿 柏冲 琴湾"),
    _town(16, "枫冲镇", 30, "梨坞 岚岩 苇洲"),
    _town(17, "岚坞乡", 26, "芦岩 笛坞 澜岭"),
    _town(18, "鹭谷乡", 24, "霁浦 琴坞 墨洲"),
    _town(19, "露岭乡", 22, "琴岩 露垄 砚桥"),
    _town(20, "梨垄乡", 20, "雁坞 曦坞 蕉浦"),
)

OFFICES: dict[str, tuple[str, ...]] = {
    URBAN_BUREAU: ("办公室", "执法监督股", "城市管理股", "行政执法大队"),
    VETERANS_BUREAU: ("办公室", "优抚双拥股", "移交安置股", "退役军人服务中心"),
    ETHNIC_BUREAU: ("办公室", "民族事务股", "经济发展股"),
    AREA_BUREAU: ("党政办公室", "经济发展局", "规划建设局", "社会事务局"),
    WATER_BUREAU: ("办公室", "水资源管理股", "工程建设股", "防汛抗旱股", "河长制事务中心"),
}
BUREAU_NAMES = {
    URBAN_BUREAU: "城乡管理和综合执法局", VETERANS_BUREAU: "退役军人事务局", ETHNIC_BUREAU: "民族宗教事务局",
    AREA_BUREAU: "碧涧管理区管理委员会", WATER_BUREAU: "水务局",
}  # fmt: skip
PACKS = (
    "common",
    "urban_management",
    "veterans",
    "ethnic_affairs",
    "development_area",
    "water",
)  # what the demo folder installs
