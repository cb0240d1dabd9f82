"""From bodies to sheets: A4 pages that we wrote."""
