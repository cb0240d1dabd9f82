"""What everything stands on: errors, progress, units, digests, atomic writes. Standard library."""
