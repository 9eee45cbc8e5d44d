"""What is wrong with a parameter or a body, in Chinese: pydantic's kinds of faults as a table."""

from collections.abc import Mapping
from typing import Any

SOURCES = {
    "query": "查询参数",
    "path": "地址",
    "header": "请求头",
    "body": "请求内容",
    "file": "文件",
    "form": "表单",
    "cookie": "Cookie",
}
DAY = "应为日期，写成 2024-10-31"
WORDS = {
    "missing": "没有给出", "extra_forbidden": "没有这个字段", "string_type": "应为文字", "int_type": "应为整数",
    "int_parsing": "应为整数", "int_from_float": "应为整数", "int_parsing_size": "数字太大", "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false", "date_from_datetime_parsing": DAY, "date_type": DAY, "date_parsing": DAY,
    "date_from_datetime_inexact": DAY,
    "list_type": "应为数组", "dict_type": "应为对象", "model_type": "应为对象", "model_attributes_type": "应为对象",
    "string_pattern_mismatch": "写法不对", "json_invalid": "不是可读的 JSON",
}  # fmt: skip


def fault_words(fault: Mapping[str, Any]) -> tuple[str, str]:
    """Where and what, of one fault as pydantic tells it."""
    source, *rest = [str(part) for part in fault.get("loc", ())] or [""]
    named = [part for part in rest if part not in ("payload", "given")]
    where = ".".join(named) or SOURCES.get(source, source)
    return where, message_of(str(fault.get("type", "")), fault.get("ctx") or {})


def message_of(kind: str, context: Mapping[str, Any]) -> str:
    """One fault in words."""
    match kind:
        case "enum" | "literal_error":
            return f"只能是 {context.get('expected', '')}".replace(" or ", " 或 ")
        case "greater_than_equal":
            return f"不能小于 {context.get('ge')}"
        case "less_than_equal":
            return f"不能大于 {context.get('le')}"
        case "string_too_long":
            return f"不能超过 {context.get('max_length')} 字"
        case "string_too_short":
            return "不能为空" if context.get("min_length") == 1 else f"不能少于 {context.get('min_length')} 字"
        case "too_long":
            return f"不能超过 {context.get('max_length')} 项"
        case "too_short":
            return "至少要有一项" if context.get("min_length") == 1 else f"不能少于 {context.get('min_length')} 项"
    return WORDS.get(kind, "不符合要求")
