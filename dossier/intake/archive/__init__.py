"""Containers that stand for the files in them."""
