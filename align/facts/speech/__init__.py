"""Quotations: their marks, who speaks, by which words, in which mode."""
