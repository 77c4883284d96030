"""What people enter about the money."""
