"""Khabar (خبر): turns raw Arabic news texts into a validated, versioned research dataset."""
