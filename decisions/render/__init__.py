"""What decisions print, one module by document. Reads no database."""
