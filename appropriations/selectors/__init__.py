"""Reads of the money: figures by line and year, the grid, one line, the table of the home page, lines on paper."""
