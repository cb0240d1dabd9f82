"""The one place where codes become words."""
