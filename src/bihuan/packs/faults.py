"""Faults of a pack in Chinese: from pydantic's errors, and from the rules."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from bihuan.datamodel import Finding, Level


def fault(code: str, message: str, where: str, *, hint: str = "") -> Finding:
    """An error finding of a pack."""
    return Finding(code=code, level=Level.ERROR, message=message, where=where, hint=hint)


DOCS = "写法见 docs/reference/packs.md"

_KINDS = {
    "string_type": "应为文字（数字请加引号）",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "list_type": "应为列表",
    "tuple_type": "应为列表",
    "dict_type": "应为“键: 值”",
    "model_type": "应为“键: 值”",
    "model_attributes_type": "应为“键: 值”",
    "greater_than_equal": "数值太小",
    "less_than_equal": "数值太大",
}


def message_of(error: dict[str, Any], known_keys: Iterable[str]) -> tuple[str, str, str]:
    """Code, message and hint for one error of pydantic; ``known_keys`` are the keys allowed where it stands."""
    name = str(error["loc"][-1]) if error["loc"] else ""
    match error["type"]:
        case "extra_forbidden":
            near = get_close_matches(name, list(known_keys), n=1, cutoff=0.5)
            return "pack.unknown_key", f"不认识的键“{name}”", f"是不是“{near[0]}”？" if near else "请删除或改正"
        case "missing":
            return "pack.missing_key", f"缺少键“{name}”", "请补上"
        case "string_pattern_mismatch":
            return (
                "pack.bad_name",
                f"名称“{error['input']}”不合规",
                "用小写英文字母开头，只含字母、数字和下划线，不超过 30 个字符",
            )
        case "enum" | "literal_error":
            return (
                "pack.wrong_type",
                f"“{name}”不能是“{error['input']}”",
                f"可用：{error['ctx'].get('expected', '')}".replace(" or ", "、"),
            )
    return "pack.wrong_type", f"“{name}”的值类型不对，{_KINDS.get(error['type'], '写法不对')}", ""


def union_message(name: str) -> tuple[str, str, str]:
    """Code, message and hint where several forms are allowed and none fits."""
    return "pack.wrong_type", f"“{name}”的写法不对", DOCS
