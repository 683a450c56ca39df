"""Scores against hand-annotated gold."""
