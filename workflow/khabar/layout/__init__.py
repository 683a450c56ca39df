"""The parts of an article: headline, date line, byline, captions, body, links to other pieces."""

from khabar.layout.article import Layout, Part, analyse

__all__ = ["Layout", "Part", "analyse"]
