"""The dispute as one frozen value, and everything decided about it. Pure."""
