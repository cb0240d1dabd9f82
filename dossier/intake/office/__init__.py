"""Office documents: their content, comments and changes; and their print by LibreOffice."""
