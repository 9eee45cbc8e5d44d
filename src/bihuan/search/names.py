"""Names of fields, as people write them and as code does, and the words that a field of fixed choices knows."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

from bihuan.search.query import FacetField, Field, State

Sort = Literal["text", "facet", "year", "number", "promises"]


@dataclass(frozen=True, slots=True)
class Named:
    """A field: its key, the Chinese name that it is written back with, and how its values are read."""

    key: str
    label: str
    sort: Sort


@dataclass(frozen=True, slots=True)
class Numbers:
    """A field of numbers: the dimension and unit of a number typed bare, and the dimensions that it takes at all (none: every one)."""

    dimension: str | None
    unit: str | None
    takes: frozenset[str]


_NAMES: Final = {
    "any": "全文 任意",
    "title": "标题 题目 题名",
    "heading": "章节 小标题",
    "text": "正文 内容",
    "unit": "单位 部门",
    "issuer": "发文机关 发文单位 印发机关 印发单位",
    "region": "地区 区域",
    "kind": "类型 文种",
    "topic": "主题 领域",
    "role": "部分",
    "name": "文件名",
    "year": "年 年度 年份",
    "promises": "承诺 承诺事项",
    "indicator": "指标",
    "number": "数值",
    "money": "金额 资金",
    "area": "面积",
    "length": "长度 里程",
    "volume": "体积",
    "weight": "重量",
    "rate": "比例 比率 占比",
    "count": "数量 个数",
    "people": "人数",
    "households": "户数",
}
INDICATOR: Final = "indicator"
NUMBERS: Final = {
    INDICATOR: Numbers(None, None, frozenset()),
    "number": Numbers(None, None, frozenset()),
    "money": Numbers("money", "元", frozenset({"money"})),
    "area": Numbers("area", "平方米", frozenset({"area"})),
    "length": Numbers("length", "米", frozenset({"length"})),
    "volume": Numbers("volume", "立方米", frozenset({"volume"})),
    "weight": Numbers("weight", "吨", frozenset({"weight"})),
    "rate": Numbers("rate", "%", frozenset({"rate", "points", "ratio"})),
    "count": Numbers("count", None, frozenset()),
    "people": Numbers("count:人", "人", frozenset()),
    "households": Numbers("count:户", "户", frozenset()),
}
ROLES: Final = {
    "summary": "总结 工作总结 成绩 做法",
    "problems": "问题 存在问题 不足",
    "plan": "计划 工作计划 下一步 打算",
    "measures": "措施 保障措施 建议",
    "other": "其他",
}
STATES: Final[dict[State, str]] = {
    "unmet": "未完成 没完成 未兑现 没兑现",
    "unreported": "未反馈 没反馈 没有下文 未提及",
    "all": "全部 所有",
}


def _sort(key: str) -> Sort:
    if key in NUMBERS:
        return "number"
    if key in get_args(FacetField):
        return "facet"
    return "text" if key in get_args(Field) else "year" if key == "year" else "promises"


def _by_word(names: dict[str, str]) -> dict[str, str]:
    return {word: key for key, words in names.items() for word in (key, *words.split())}


FIELDS: Final = {key: Named(key, words.split()[0], _sort(key)) for key, words in _NAMES.items()}
_FIELDS: Final = {**_by_word(_NAMES), "promise": "promises"}
_ROLES: Final = _by_word(ROLES)
_STATES: Final = _by_word({str(state): words for state, words in STATES.items()})


def field_named(name: str) -> Named | None:
    """The field so called, in Chinese or by its key."""
    key = _FIELDS.get(name.casefold())
    return FIELDS[key] if key else None


def role_named(word: str) -> str | None:
    """总结 → summary."""
    return _ROLES.get(word.casefold())


def state_named(word: str) -> str | None:
    """未完成 → unmet."""
    return _STATES.get(word.casefold())


def first_word(names: dict[str, str] | dict[State, str], key: str) -> str:
    """The Chinese word that a key is written back with."""
    return {str(name): words for name, words in names.items()}[key].split()[0]
