"""Dates, times of day and periods, given or reckoned."""
