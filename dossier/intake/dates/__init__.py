"""Dates that a proof says, with the words that say them."""
