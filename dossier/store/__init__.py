"""The project file: one SQLite database that loses nothing."""
