"""Mails in all their dialects."""
