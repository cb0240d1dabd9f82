"""Processes that may crash in our place."""
