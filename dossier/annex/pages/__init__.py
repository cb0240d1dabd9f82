"""The annex's own pages, laid out as display lists."""
