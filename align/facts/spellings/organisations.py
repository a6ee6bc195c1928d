"""Names that are translated, not transliterated: organisations and countries.

``organisations.tsv``, ``countries.tsv`` and ``exonyms.tsv`` list names whose Korean form cannot
be had from sound; ``organisation_words.tsv`` the words that such names are made
of (Ministry … 부, University … 대학교), so that an unlisted "Ministry of Culture"
still meets 문화부. What remains after the words is compared by sound.
"""

from __future__ import annotations

from functools import cache, lru_cache

import regex

from align.facts.hangul import to_jamo
from align.facts.spellings.graphemes import (
    Pieces,
    cost_reading,
    find_capitals,
    join_pieces,
    make_pieces,
)
from align.tables import read_table

_WORD_RE = regex.compile(r"[\p{L}\p{N}]+|&")
_POINTS_RE = regex.compile(r"(?<=\b\p{Lu})\.(?=\p{Lu}\b)")
_AND = ("앤드", "엔드", "앤", "및", "&")  # how "&" is read, if it is
_KEY_RE = regex.compile(r"[^\p{L}\p{N}&+]+")
_LITTLE_WORDS = frozenset(
    {"the", "of", "and", "for", "in", "on", "at", "to", "a", "an"}
    | {"inc", "co", "corp", "ltd", "limited", "llc", "plc"}
)
_EMPTY_WORDS = _LITTLE_WORDS | {
    *("corporation", "company", "national", "korea", "korean", "republic", "state")
}
_OPTIONAL = _LITTLE_WORDS | {"&", "de"}


def make_key(name: str) -> str:
    """Return ``name`` in lower case without spaces, marks and a leading "the".

    >>> make_key("The World Bank"), make_key("SK하이닉스")
    ('worldbank', 'sk하이닉스')
    """
    key = name.lower().removeprefix("the ").replace(" ", "")
    return key if key.isalnum() else str(_KEY_RE.sub("", key))


@cache
def _rows() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    out = []
    for table in ("organisations", "countries", "exonyms"):
        for row in read_table(table):
            korean = row["korean"].split(";") + [p for p in row.get("press", "").split(";") if p]
            out.append((tuple(row["english"].split(";")), tuple(korean)))
    return tuple(out)


@cache
def _entries() -> dict[str, frozenset[int]]:
    """Return key of a listed form → the entries that have it."""
    out: dict[str, set[int]] = {}
    for number, (english, korean) in enumerate(_rows()):
        for form in english + korean:
            out.setdefault(make_key(form), set()).add(number)
    return {key: frozenset(numbers) for key, numbers in out.items()}


@lru_cache(maxsize=32768)
def find_entries(name: str) -> frozenset[int]:
    """Return the numbers of the table's entries that list ``name``.

    >>> bool(find_entries("국제원자력기구") & find_entries("IAEA"))
    True
    >>> find_entries("nobody at all")
    frozenset()
    """
    return _entries().get(make_key(name), frozenset())


@lru_cache(maxsize=32768)
def shares_beginning(entries: frozenset[int], korean: str) -> bool:
    """Say whether a Korean form of the entries begins ``korean`` or the other way round.

    >>> shares_beginning(find_entries("Samsung Group"), "삼성전자")
    True
    """
    forms = (make_key(form) for number in entries for form in _rows()[number][1])
    key = make_key(korean)
    return any(key.startswith(form) or form.startswith(key) for form in forms if len(form) > 1)


@cache
def _words() -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for row in read_table("organisation_words"):
        for english in row["english"].split(";"):
            forms = out.get(english, ()) + tuple(row["korean"].split(";"))
            out[english] = forms
    for row in read_table("countries"):
        forms = tuple(form for form in row["korean"].split(";") if " " not in form)
        for english in f"{row['english']};{row['adjective']}".lower().split(";"):
            if english and " " not in english:
                out[english] = out.get(english, ()) + forms
    return {word: tuple(sorted(set(f), key=lambda f: (-len(f), f))) for word, f in out.items()}


@lru_cache(maxsize=16384)
def _analyse(name: str) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], bool]:
    """Return (word, its translations) for each content word, and whether any has one."""
    table = _words()
    plain = _POINTS_RE.sub("", name.replace("'s", "").replace("’s", ""))
    out: list[tuple[str, tuple[str, ...]]] = []
    for word in _WORD_RE.findall(plain):
        lower = word.lower()
        if lower in _OPTIONAL:
            if word == "&":
                out.append((word, _AND))
            continue
        forms = table.get(lower, ())
        if not forms and lower.endswith("s"):
            forms = table.get(lower[:-1], ())
        out.append((word, forms))
    return tuple(out), any(forms for word, forms in out if word != "&")


@lru_cache(maxsize=4096)
def _read_words(words: tuple[str, ...]) -> Pieces | None:
    """Return words in Latin letters ready to be read, or None where they have other signs."""
    parts = []
    for word in words:
        letters = "".join(c for c in word.lower() if "a" <= c <= "z")
        if len(letters) != len(word):
            return None
        parts.append(make_pieces(letters, tuple(find_capitals(word))))
    return join_pieces(parts)


def cost_translated(english: str, korean: str) -> float | None:
    """Return how badly the words of ``english`` account for ``korean``, or None.

    Nats for each jamo of the Korean name, as ``graphemes.cost_reading``; None
    where no word of the English name is in the table of words.

    >>> cost_translated("Seoul National University", "서울대학교") < 0.5
    True
    >>> cost_translated("Sam Altman", "샘 올트먼") is None
    True
    """
    words, any_listed = _analyse(english)
    if not any_listed or len(words) > 8:
        return None
    rest = korean.replace(" ", "").replace("·", "")
    whole = len(to_jamo(rest))
    if not whole or whole > 60:
        return None
    left: list[str] = []
    missing = 0.0
    hits = 0
    met = [False] * len(words)
    for is_long in (True, False):  # a syllable alone takes nothing from a longer form
        for i, (word, forms) in enumerate(words):
            if met[i]:
                continue
            for form in forms:
                if (len(form) > 1) == is_long and form in rest:
                    place = rest.find(form) if is_long else rest.rfind(form)
                    rest = rest[:place] + "|" + rest[place + len(form) :]
                    hits += word != "&"
                    met[i] = True
                    break
    for found, (word, forms) in zip(met, words, strict=True):
        if not found and word != "&":
            if word.lower() in _EMPTY_WORDS:
                missing += 0.6
            elif forms:
                missing += 3.0
            else:
                left.append(word)
    if not hits:
        return None
    rest = rest.replace("|", "")
    if left and rest:
        pieces = _read_words(tuple(left))
        if pieces is None:
            return None
        jamo = to_jamo(rest.lower())
        cost = cost_reading(pieces, jamo) * len(jamo)
    elif left:
        cost = 5.0 * len(left)
    else:
        cost = 2.2 * len(to_jamo(rest))
    return (cost + missing) / whole
