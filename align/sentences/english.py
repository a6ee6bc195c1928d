"""Whether an English sentence ends at a full stop, and whether it goes on after a quotation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from align.tables import read_table

_TOKEN_RE = re.compile(r"[A-Za-z°º.&'’]*[A-Za-z°º]$")
_WORD_RE = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_INITIALS_RE = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]$")
_TOKEN_REACH = 20

_DAY_OR_ZONE_RE = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[ECMP][SD]?T|GMT|UTC|KST|JST|BST|CET"
    r"|(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber)\b"
)
_AFTER_STREET = frozenset(("the", "it", "he", "she", "they", "we", "this", "that", "there", "in"))
PLAIN_WORD = 6
"""Letters from which a word before a full stop is no unknown abbreviation."""

_SUBORDINATE_RE = re.compile(
    r"(?:When|As|While|After|Before|Once|If|Because|Since|Although|Though|Asked|Quoting|Citing"
    r"|In (?:response|reply|answer) to|To the question|Responding to|On the question)\b"
)
_NAME = r"(?:(?:the|Mr\.|Mrs\.|Ms\.|Dr\.|[A-Z][\w’'-]*\.?|[a-z]{2,12})\s){0,4}[A-Z][\w’'-]*"


@cache
def abbreviations() -> Mapping[str, str]:
    """Return abbreviation → class, in lower case and without the last full stop.

    >>> abbreviations()["mr"], abbreviations()["p.m"]
    ('title', 'time')
    """
    return {row["word"]: row["class"] for row in read_table("abbreviations")}


@cache
def starters() -> frozenset[str]:
    """Return the words that often open an English sentence, in lower case."""
    return frozenset(row["word"] for row in read_table("sentence_starters"))


@cache
def reporting_forms() -> frozenset[str]:
    """Return the forms of the English reporting verbs.

    >>> "stressed" in reporting_forms()
    True
    """
    return frozenset(row["form"] for row in read_table("reporting_verbs") if row["lang"] == "en")


@cache
def _tail_res() -> tuple[re.Pattern[str], re.Pattern[str]]:
    verbs = "|".join(sorted(reporting_forms(), key=len, reverse=True))
    pronoun = r"(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[Ii]t)"
    tail = rf"(?:{pronoun}|{_NAME})\s(?:also\s|later\s|then\s)?(?:{verbs})\b"
    inverted = rf"(?:{verbs})\s(?:{pronoun}|{_NAME})\b"
    return (
        re.compile(rf"(?:{tail}|{inverted})[^.!?:\"“]{{0,40}}[.,;]"),
        re.compile(rf"(?:{tail}|{inverted})(?:\s\w+ly)?[.,;]"),
    )


def token_before(text: str, at: int, start: int) -> str:
    """Return the word that ends at ``at``, with the full stops inside it.

    >>> token_before("in the U.S. today", 10, 0)
    'U.S'
    """
    match = _TOKEN_RE.search(text, max(start, at - _TOKEN_REACH), at)
    return match.group().lstrip(".'’&") if match else ""


def word_at(text: str, at: int, end: int) -> str:
    """Return the Latin word that begins at ``at``, or the empty string."""
    match = _WORD_RE.match(text, at, end)
    return match.group() if match else ""


def is_abbreviation(text: str, dot: int, after: int, start: int, end: int) -> bool:
    """Say whether the full stop at ``dot`` belongs to an abbreviation inside a sentence.

    ``after`` is where the next word begins. An abbreviation that may end a
    sentence, as "Inc." or "U.S.", ends it where a usual sentence opener follows.

    >>> is_abbreviation("Mr. Kim", 2, 4, 0, 7), is_abbreviation("at noon. Kim", 7, 9, 0, 12)
    (True, False)
    >>> is_abbreviation("in the U.S. The", 10, 12, 0, 15)
    False
    >>> is_abbreviation("the U.S. Senate", 7, 9, 0, 15)
    True
    """
    token = token_before(text, dot, start)
    if not token:
        return False
    kind = abbreviations().get(token.lower())
    following = text[after]
    next_word = word_at(text, after, end)
    starts = next_word.lower() in starters() or next_word.startswith(("I'", "I’"))
    if kind == "title" and not (
        token[0].islower() and len(token) > 2 and token not in ("st", "mt")
    ):
        return True
    if kind == "street":
        return not next_word[:1].isupper() or next_word.lower() not in _AFTER_STREET
    if kind == "inner":
        return True
    if kind == "number":
        if following.isdigit() or following in "(#":
            return True
        kind = "suffix" if token != "no" and token != "No" else None
    if kind in ("month", "day") and token[0].isupper():
        return following.isdigit() or not starts
    if kind == "time":
        return not next_word[:1].isupper() or bool(_DAY_OR_ZONE_RE.match(text, after))
    if kind in ("suffix", "place"):
        if kind == "place" and not token[0].isupper():
            return False
        return not (starts and next_word[:1].isupper())
    if len(token) == 1 and token.isalpha():
        before = text[max(start, dot - 3) : dot - 1]
        follows_lower = len(before) > 1 and before[-1] == " " and before[-2].islower()
        if token == "I" or follows_lower:
            return not starts
        return token.isupper() or dot - 1 == start
    if _INITIALS_RE.match(token):
        return not (starts and next_word[:1].isupper())
    return False


def is_plain_word(text: str, at: int, start: int) -> bool:
    """Say whether the word that ends at ``at`` is too long or too plain for an abbreviation.

    >>> is_plain_word("with comments", 13, 0), is_plain_word("approx", 6, 0)
    (True, False)
    """
    token = token_before(text, at, start)
    if not token.isalpha() or not token[1:].islower() or token.lower() in abbreviations():
        return False
    return len(token) >= PLAIN_WORD or (token.lower() in starters() and token != "in")


def is_suffix(text: str, at: int, end: int) -> bool:
    """Say whether the word at ``at`` is the abbreviated tail of a firm's name: Yahoo! Inc.

    >>> is_suffix("Yahoo! Inc. rose", 7, 16)
    True
    """
    word = word_at(text, at, end)
    after = at + len(word)
    return after < end and text[after] == "." and abbreviations().get(word.lower()) == "suffix"


def goes_on_after_quote(text: str, open_: int, after: int, start: int, end: int, mark: str) -> bool:
    """Say whether a sentence goes on at ``after``, behind a quotation that ends in ``mark``.

    It does when a small letter follows, when the quotation opens the sentence
    and its speaker follows, and when a subordinate clause before the quotation
    still waits for its main clause.

    >>> t = '"Why not?" Ms. Park asked.'
    >>> goes_on_after_quote(t, 0, 11, 0, len(t), "?")
    True
    >>> t = 'He said, "It works." Ms. Park agreed.'
    >>> goes_on_after_quote(t, 9, 21, 0, len(t), ".")
    False
    """
    if text[after].islower():
        return True
    window = min(end, after + 120)
    if open_ <= start:
        loose, tight = _tail_res()
        return bool((tight if mark == "." else loose).match(text, after, window))
    if mark != "." and _SUBORDINATE_RE.match(text, start):
        return text.find(",", start, min(max(start, open_ - 3), start + 400)) < 0
    return False
