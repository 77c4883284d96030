"""What a packet is composed from: choices against what is here today, in words, and kept as templates."""
