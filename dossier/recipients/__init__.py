"""Who receives the annex, as data."""
