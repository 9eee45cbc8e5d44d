"""Which promises of one year's report the next year's report kept."""

from bihuan.promises.answering import promises_answer
from bihuan.promises.finding import promises_find
from bihuan.promises.matching import texts_answer
from bihuan.promises.model import Answer, Promise, Quote, Result, Status, TextAnswer, TextPromise, Verdict
from bihuan.promises.table import Row, promises_table
from bihuan.promises.texts import texts_find

__all__ = [
    "Answer",
    "Promise",
    "Quote",
    "Result",
    "Row",
    "Status",
    "TextAnswer",
    "TextPromise",
    "Verdict",
    "promises_answer",
    "promises_find",
    "promises_table",
    "texts_answer",
    "texts_find",
]
