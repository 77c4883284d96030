"""Verbs that write packets."""
