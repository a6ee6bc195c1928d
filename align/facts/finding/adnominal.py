"""Korean words that describe the next one, and so are no name before it.

A verb before a noun ends in ㄴ, ㄹ, 은, 는 or 던 ("마친", who finished). Many
foreign names end in ㄴ or ㄹ too, so a first name with such an end must be a known
one; a Korean name is refused where the rest is a noun of action ("반대한", who
opposed).
"""

from __future__ import annotations

from functools import cache, lru_cache

from align.facts.finding.mention_tables import known, words
from align.facts.hangul import is_syllable, split_syllable
from align.facts.spellings.romanised import family_names
from align.tables import read_table

_VERB_ENDS = frozenset("한할된될")
"""하다 and 되다 before a noun; 인 and 은 end too many given names."""

_COMMON_RANK = "1"


@cache
def _verbal_nouns() -> frozenset[str]:
    """Return nouns that 하다 makes verbs of."""
    return frozenset(row["word"] for row in read_table("action_nouns")) | words("not-name", "ko")


@cache
def _rare_families() -> frozenset[str]:
    rows = read_table("surnames")
    return frozenset(family_names()) - {
        row["hangul"] for row in rows if row["rank"] == _COMMON_RANK
    }


@lru_cache(maxsize=16384)
def is_verb_before_noun(name: str) -> bool:
    """Say whether what looks like a Korean full name is a noun with 하다 or 되다.

    >>> is_verb_before_noun("반대한"), is_verb_before_noun("김대한")
    (True, False)
    """
    if len(name) != 3 or name[2] not in _VERB_ENDS:
        return False
    return name[:2] in _verbal_nouns() or name[2] != "한" or name[0] in _rare_families()


@lru_cache(maxsize=16384)
def may_be_adnominal(word: str) -> bool:
    """Say whether a word that is no known name may be a verb before a noun.

    >>> may_be_adnominal("마친"), may_be_adnominal("이끌던"), may_be_adnominal("스티븐")
    (True, True, False)
    """
    if not word or not is_syllable(word[-1]) or word in known("given", "ko"):
        return False
    if word in known("family", "ko"):
        return False
    return split_syllable(word[-1])[2] in ("ㄴ", "ㄹ") or word[-1] == "던"
