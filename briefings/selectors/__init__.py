"""Reads across models for packets: public facts and what the coalition says outside, never deliberation (P5)."""
