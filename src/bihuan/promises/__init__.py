"""Which promises of one year's report the next year's report kept."""

from bihuan.promises.answering import promises_answer
from bihuan.promises.finding import promises_find
from bihuan.promises.model import Answer, Promise, Result, Verdict
from bihuan.promises.table import Row, promises_table

__all__ = ["Answer", "Promise", "Result", "Row", "Verdict", "promises_answer", "promises_find", "promises_table"]
