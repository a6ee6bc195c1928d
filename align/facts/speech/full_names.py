"""The whole name of which a text gives a part: Ann (Lee), Kim (Ha-na), 앤 (그레이)."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from align.facts.speech.neighbours import HANGUL_RE, Neighbours
from align.facts.speech.speaker_words_en import english_titles
from align.facts.speech.titled_ko import is_body, is_noun, not_people
from align.facts.speech.topics_ko import korean_titles, surnames
from align.sentences.english import starters
from align.tables import read_table

_SHORT_RE = re.compile(r"[가-힣]{1,4}")
_CAPITAL_RE = re.compile(r"[A-Z][\w-]*[a-z]\b")


def find_full_name(word: str, text: str, near: Neighbours) -> str | None:
    """Return the full name that a part of it stands in, or None; ``near`` is of the same text.

    >>> text = "Ann Lee came. Lee left. 샘 그레이도 왔다."
    >>> [find_full_name(part, text, Neighbours(text)) for part in ("Lee", "그레이")]
    ['Ann Lee', '샘 그레이']
    """
    return (
        _find_korean(word, text, near) if HANGUL_RE.fullmatch(word) else _find_english(word, near)
    )


def _find_korean(word: str, text: str, near: Neighbours) -> str | None:
    firsts = Counter(
        first
        for first, after, at in near.before.get(word[0], ())
        if after.startswith(word) and not _ends_word(text, at)
    )
    ordered = sorted(firsts, key=lambda first: (-firsts[first], len(first), first))
    first = next((first for first in ordered if _is_given_name(first, word, near)), None)
    return f"{first} {word}" if first else None


def _find_english(word: str, near: Neighbours) -> str | None:
    names: Counter[str] = Counter()
    for first, second in near.english.get(word[0], ()) if not is_no_name(word) else ():
        if second == word or (second.startswith(f"{word}-") and second[len(word) + 1].islower()):
            if _CAPITAL_RE.fullmatch(first) and not is_no_name(first):
                names[f"{first} {word}"] += 1
        elif first == word:
            behind = _CAPITAL_RE.match(second)
            if behind and not is_no_name(behind[0]):
                names[f"{word} {behind[0]}"] += 1
    if not names:
        return None
    (best, count), *others = names.most_common()
    return best if not others or others[0][1] < count else None


def _ends_word(text: str, at: int) -> bool:
    """Say whether the Hangul at ``at`` is the end of a word in other letters: LG전자."""
    return at > 0 and text[at - 1].isascii() and text[at - 1].isalnum()


def is_no_name(word: str) -> bool:
    """Say whether a word in capitals is a title, a body or only opens a sentence."""
    return (
        word.lower() in english_titles()
        or word.lower() in starters()
        or word in not_people()
        or word.rstrip("s").lower() in english_titles()
        or word.rstrip("s").lower() in _english_bodies()
    )


def _is_given_name(first: str, name: str, near: Neighbours) -> bool:
    """Say whether ``first`` is a part of ``name``: it stands before it or a title only."""
    if not _SHORT_RE.fullmatch(first) or not is_noun(first):
        return False
    if first in not_people() or is_body(first) or (len(name) == 3 and name[0] in surnames()):
        return False
    beside = (name, *korean_titles())
    return near.alone[first] == sum(
        after.startswith(beside) for after in near.behind.get(first, ())
    )


@cache
def _english_bodies() -> frozenset[str]:
    """Words that names of organisations are made of: ministry, telecom."""
    rows = read_table("organisation_words")
    return frozenset(word.lower() for row in rows for word in row["english"].split(";"))
