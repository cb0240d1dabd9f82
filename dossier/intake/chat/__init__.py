"""Conversations exported from telephones and apps."""
