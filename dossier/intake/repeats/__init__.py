"""The same proof twice: certain repeats left out, likely ones told."""
