"""What the money prints, one module by document. Reads no database."""
