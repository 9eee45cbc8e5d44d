"""Bihuan 闭环: last year's plan, this year's ledgers, this year's report; no number without a source."""

__version__ = "0.1.0"
