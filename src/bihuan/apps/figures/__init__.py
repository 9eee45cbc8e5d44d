"""指标: figures computed over the ledgers, and the rows behind them."""
