"""What staff enter about the money, one module by what is entered."""
