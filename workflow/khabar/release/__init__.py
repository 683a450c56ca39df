"""Releases: assembly, manifest, promotion."""
