"""Proposals: rubric, title and parties, each with its reason."""
