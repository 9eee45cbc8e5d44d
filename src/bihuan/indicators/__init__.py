"""指标: figures computed over the ledgers, and the rows behind them."""

from bihuan.indicators.figure import Figure, FigureQuery, Figures

__all__ = ["Figure", "FigureQuery", "Figures"]
