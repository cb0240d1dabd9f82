"""What everything stands on: errors, progress, units, digests, atomic writes, the codec.

Standard library, and cattrs for the codec.
"""
