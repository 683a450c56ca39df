"""Who says what: quotation marks, reporting words, what they report, and whom the words are attributed to."""
