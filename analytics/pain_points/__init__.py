"""Comments to pain points: groups that last, with names, severity, trend and the money behind them."""
