"""Arabic text: canonical form, spans, tokens, clitics, paragraphs and sentences."""
