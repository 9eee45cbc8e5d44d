"""How promises, results and verdicts are written for people: on the terminal and on pages alike."""

from collections.abc import Sequence

from bihuan.promises import Answer, Status, TextAnswer, Verdict

SIGNS: dict[Verdict, str] = {"met": "✓", "near": "≈", "missed": "✕", "unreported": "—"}
WORDS: dict[Verdict, str] = {"met": "完成", "near": "接近", "missed": "未完成", "unreported": "未报告"}
STATUS_SIGNS: dict[Status, str] = {"done": "✓", "mentioned": "…", "silent": "—"}
STATUSES: dict[Status, str] = {"done": "说做了", "mentioned": "仍在说", "silent": "没有提到"}
QUALIFIERS = {"about": "左右", "at_least": "以上", "at_most": "以内"}


def summary_of(answers: Sequence[Answer]) -> str:
    """How many promises, and how many of each verdict."""
    counts = [f"{words} {sum(one.verdict == verdict for one in answers)}" for verdict, words in WORDS.items()]
    return f"{len(answers)} 项带数字的承诺：{'，'.join(counts)}"


def texts_summary_of(answers: Sequence[TextAnswer]) -> str:
    """How many promises without a number, and how many of each status."""
    counts = [f"{words} {sum(one.status == status for one in answers)}" for status, words in STATUSES.items()]
    return f"{len(answers)} 项没有数字的承诺：{'，'.join(counts)}"


def promised(answer: Answer) -> str:
    """7.5%左右; 6.5–7%; 1000万人以上."""
    promise = answer.promise
    upper = f"–{number(promise.max)}" if promise.max is not None else ""
    return f"{number(promise.value)}{upper}{promise.unit}{QUALIFIERS.get(promise.qualifier, '')}"


def achieved(answer: Answer) -> str:
    """The result's number; 已完成 or 未完成 without one; 未报告."""
    if answer.result is None or answer.result.value is None:
        return WORDS[answer.verdict]
    return f"{number(answer.result.value)}{answer.result.unit}"


def number(value: float) -> str:
    """A number as reports write it: 万 and 亿 for large ones."""
    for size, word in ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")):
        if abs(value) >= size:
            return f"{value / size:.10g}{word}"
    return f"{value:.10g}"
