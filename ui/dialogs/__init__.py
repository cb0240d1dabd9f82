"""The dialogs: each asks one thing and returns it as a value."""
