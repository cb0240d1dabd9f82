"""Pictures: what they are, what they carry, and which belong together."""
