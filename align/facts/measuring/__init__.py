"""What a number measures or counts: units, money, hedges, ranges, and what only looks so."""
