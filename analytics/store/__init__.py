"""The store: one DuckDB file, its tables, loading with a receipt, and the ledger of decisions."""
