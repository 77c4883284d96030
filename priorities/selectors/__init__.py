"""Reads of what we want: the plan and what serves it, positions, asks; for pages and for paper."""
