"""The numbers of a text in digits and words, in both languages."""
