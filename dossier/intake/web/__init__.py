"""Saved web pages, disarmed."""
