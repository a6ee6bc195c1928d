"""Scores against gold: counts first, scores from counts, a signature with each.

Beads, quotations, claims and discrepancies are counted document by document;
counts add up, and intervals come from drawing documents anew.
"""
