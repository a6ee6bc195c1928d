"""How far two spellings of a name are apart, within a script and across."""
