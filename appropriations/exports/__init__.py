"""Lists of the money as files for a spreadsheet, one module by what is listed; for the coalition only (P5)."""
