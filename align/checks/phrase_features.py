"""What is measured of a phrase that the other side of a translation may lack.

``coverage`` measures these, ``omissions.tsv`` has a weight for each.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from align.checks.phrase_words import KINDS

Lacking = Literal["ko", "en"]
"""The side that does not say what the other says."""

COMMON = (
    "cosine",  # best cosine of the phrase with any run of the other side
    "own",  # how much nearer that run is to the phrase than to the rest of the sentence
    "word_cosine",  # the same two, as means over its words
    "word_own",
    "words",  # log of its length
    "share",  # of its side's letters
    "token_share",  # of its side's tokens
    "relief",  # how much likelier the lengths are without it, in letters
    "token_relief",
    "word_relief",
    "opens",  # it begins where a phrase may begin
    "closes",  # it ends where one may end
    "found",  # share of its words that are names and figures of both sides
    "missing",  # names and figures in it that the other side has not
    "content",  # words of content
    "large",  # words written large
    "digits",  # words with a digit
    "pronouns",
    "content_cosine",  # mean best cosine of its words of content
    "least_cosine",  # the least of them, 1 without any
    "second_cosine",  # the least but one
    "gain",  # how much nearer the sides are without it
    "whole",  # its cosine with the whole other side
    "mark_before",
    "mark_behind",
    "surplus",  # of letters on its side, in standard deviations
    "token_surplus",
    "word_surplus",
    "pair_cosine",  # of the whole sides
    "pair_word_cosine",  # means over all words of the side
    "pair_word_own",
    "pair_words",  # log of the side's length
)

ENDS = ("genitive", "adverbial", "connective", "adnominal", "content")
"""Endings that are weighed. A predicate, subject or object at the end is none: whole clauses end
so, and the phrases that are put in for training are none of those."""

COSTLY = ("gain", "whole")
"""Features that ask for a vector for each phrase."""

FEATURES: Mapping[Lacking, tuple[str, ...]] = {
    "ko": COMMON
    + tuple(f"begins_{kind}" for kind in KINDS["en"])  # its first word
    + tuple(f"before_{kind}" for kind in KINDS["en"]),  # what it stands before
    "en": COMMON
    + tuple(f"ends_{kind}" for kind in ENDS)  # its last word
    + tuple(f"behind_{kind}" for kind in KINDS["ko"]),  # what it stands behind
}
"""What is measured of a phrase that the Korean, or the English, may lack."""
