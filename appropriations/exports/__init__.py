"""Lists of the money as files, one module by what is listed."""
