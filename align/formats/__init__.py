"""Records to text and back: JSON lines, TSV, TMX, vecalign.

Every writer takes an open text file and streams. Left out of TSV: escaping;
tabs and line breaks in a text become spaces there.
"""
