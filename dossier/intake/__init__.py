"""From files to drafts of pieces."""
