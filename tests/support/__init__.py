"""What several tests build their samples with."""
