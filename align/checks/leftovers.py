"""Names of one side of a translation that the other side has not, and the reverse.

A Korean word is *strange* where it is a known name or sounds like a foreign
one, and no word of the English sentence is that name or sounds like it. An
English name is *missing* where no Korean word renders it. Where a sentence has
both, one name stands in the other's place. Either alone says nothing: names
are left out, explained, or put as pronouns and titles.

Left out: names of Korean form without foreign sound (``names`` compares full
ones), names that are ordinary words (May, Hearts) at the head of a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import regex
from attrs import frozen

from align.checks.namewords import (
    baptismal_names,
    english_forms,
    first_letters,
    fully_listed,
    is_common,
    is_ordinary,
    is_title,
    known_english,
    known_types,
    korean_forms,
    ordinary,
    starters,
)
from align.facts import Facts
from align.facts.aliases import find_aliases
from align.facts.finding.mention_tables import foreignness, is_common_korean, words
from align.facts.names import find_name
from align.facts.particles import strip_particles
from align.facts.spellings.organisations import find_entries
from align.facts.spellings.pronounce import pronounce
from align.facts.spellings.romanised import (
    family_names,
    is_usual_family,
    read_romanised,
    split_korean,
)
from align.facts.spellings.spelling import score_across
from align.records import Mention, MentionType, Span

HEARD = 0.45
"""Score by sound from which a Korean word renders an English name: 90 % of the surnames of
``names/foreign.tsv`` reach it with their Hangul, 0.2 % of names with another one's."""

HEARD_SMALL = 0.6
"""The same for English words written small, of which a sentence has many; no other name of
4,000 pairs by lot reaches it."""

UNLIKE = 0.2
"""Score by sound below which a strange word is no odd spelling of the missing name; of names
with another one's Hangul 0.8 % reach it."""

PART = 0.75
"""Score from which a part of a Korean word is taken for an English name (라이더|컵): a part is
short and there are many, so it must sound nearly right."""

CERTAIN = 0.9
"""The same where the tables give every Korean form of the name."""

FOREIGN_LONG, FOREIGN_SHORT = 0.0, 0.4
"""Least ``foreignness`` of an unlisted word of three syllables and more, and of two. NTREX, dev
half: names found 83 to 89 %, false alarms 0.1 %, and 0.2 % on 520 pairs of PUD; 0.3 and 0.2 less
find 1 % more for 1.5 % of PUD, 0.5 and 1.2 lose 16 % of the persons."""


LONGEST_PAIR = 16
"""Letters of two English words that may be one Korean word (hot dog, 핫도그)."""

_LATIN_RE = regex.compile(r"\p{L}[\p{L}\p{M}]*(?:['’.\-][\p{L}\p{M}]+)*\.?")
_HANGUL_RE = regex.compile(r"\p{Hangul}+")
_GLOSS_RE = regex.compile(r"[(\[][^()\[\]]*[)\]]")
_OPENING = " \"'“‘"
_ORDERS_RE = regex.compile(r"\s(?:the|an?|your|any|all|both|each|these|this|those|it|them)\b")
"""Behind the first word of a sentence: that is a verb, which orders."""

_PLURAL_LETTERS_RE = regex.compile(r"\p{Lu}{2,}['’]?s")
_POSSESSIVE_RE = regex.compile(r"['’]s?$")
_PEOPLE_RE = regex.compile(r"(?:ians?|ans?|eans?|ese|ish|ics?|ites?)$")
_ENGLISH_ENDING_RE = regex.compile(
    r"(?:ly|ing|ed|ful|ous|less|ness|ment|tion|ate|ite|able|ible|ive|ity|ory|ism|ance|ence|ogy|ever|while|ts|rs|[^s]s)$"
)
_PARTICLE_RE = regex.compile(
    r"(?:으로|에서는|에서|에게서|에게|께서|이라고|라고|까지|부터|보다|처럼|와의|과의|에는|에도"
    r"|은|는|이|가|을|를|의|에|도|와|과|로)$"
)
_PREDICATE_RE = regex.compile(
    r"(?:다|까|요|죠|냐|고|며|면|게|던|듯|도록|려고|지만|는데|했|됐|었|았|였|졌|렸|거나|이나|버리|뜨리|이라|하)$"
)


@frozen(kw_only=True)
class Strange:
    """A Korean word that looks like a name and renders no English word.

    ``types`` are what the tables know it as; empty where only its sound speaks.
    """

    span: Span
    text: str
    types: frozenset[MentionType]


@frozen(kw_only=True)
class Missing:
    """An English name that no Korean word renders."""

    span: Span
    text: str
    type: MentionType | None


@frozen(kw_only=True)
class Leftovers:
    """The names that only one side has, in order."""

    missing: tuple[Missing, ...]
    strange: tuple[Strange, ...]


NOTHING = Leftovers(missing=(), strange=())


def find_leftovers(english: str, korean: str, facts: Facts) -> Leftovers:
    """Return the names that only one side has; ``facts`` are those of the English one.

    Nothing comes back where either side has none, as then there is nothing to compare.

    >>> from align.facts import read_facts
    >>> english, korean = "Rosling met Trump in Oslo.", "로슬링은 오슬로에서 에르도안을 만났다."
    >>> found = find_leftovers(english, korean, read_facts(english, "en"))
    >>> [m.text for m in found.missing], [s.text for s in found.strange]
    (['Trump'], ['에르도안'])
    """
    words_en = _read_english(english, facts.mentions)
    if not any(word.is_name for word in words_en):
        return NOTHING
    strange = tuple(_find_strange(words_en, english, korean))
    if not strange:
        return NOTHING
    missing = tuple(_find_missing(words_en, korean, strange))
    return Leftovers(missing=missing, strange=strange) if missing else NOTHING


@frozen(kw_only=True)
class _English:
    """A word of the English side; ``name`` where it is written large for being one."""

    start: int
    text: str
    is_name: bool
    mention: Mention | None

    @property
    def is_large(self) -> bool:
        return self.text[0].isupper()


def _read_english(text: str, mentions: Sequence[Mention]) -> list[_English]:
    out = []
    for match in _LATIN_RE.finditer(text):
        word = _POSSESSIVE_RE.sub("", match.group().rstrip("."))
        if len(word) < 2:
            continue
        if _PLURAL_LETTERS_RE.fullmatch(word):  # SUVs, RBIs: things, and no name
            out.append(_English(start=match.start(), text=word, is_name=False, mention=None))
            continue
        mention = next((m for m in mentions if m.start <= match.start() < m.end), None)
        if not word[0].isupper():
            out.append(_English(start=match.start(), text=word, is_name=False, mention=None))
            continue
        common = is_common(word)
        is_name = word[0].isupper() and not word.isupper() and len(word) > 2
        if mention is None:
            is_name = is_name and _is_clear_name(word, text[: match.start()])
            if _ORDERS_RE.match(text, match.end()) and not text[: match.start()].strip(_OPENING):
                is_name = False  # Unplug the appliance
        if common:
            alone = mention is not None and (" " not in mention.text or mention.type == "PS")
            is_name = is_name and alone and bool(mention and text[: mention.start].strip(" \"'“‘"))
            is_name = is_name and bool(mention and match.end() >= mention.end)
        is_name = is_name and word.lower() not in words("not-name", "en")
        if word[0].isupper() and word.lower() in fully_listed():
            is_name = mention is None or word.lower() not in ("green", "city", "united", "fed")
        out.append(_English(start=match.start(), text=word, is_name=is_name, mention=mention))
    return out


def _is_clear_name(word: str, before: str) -> bool:
    """Say whether a word in no mention is a name all the same, written large as it is."""
    if is_title(word):
        return False
    if len(word) < 5 and word not in known_english():
        return False
    if before.strip(" \"'“‘") and not regex.search(r"[.!?:;\"“‘-]\s*$", before):
        return True
    if word.lower() in starters():
        return False
    return _ENGLISH_ENDING_RE.search(word) is None or word in known_english()


def _find_strange(english: Sequence[_English], text: str, korean: str) -> Iterator[Strange]:
    lower = f" {regex.sub(r'[^a-z0-9.]+', ' ', text.lower())} "
    tokens = list(_HANGUL_RE.finditer(korean))
    for place, token in enumerate(tokens):
        word = token.group()
        if len(word) < 2 or korean[token.start() - 1 : token.start()].isdigit():
            continue  # 2루타: what is counted
        found = _read_name(word)
        if found is None:
            continue
        stem, types = found
        if any(_is_in(form, lower) for form in english_forms(stem)):
            continue
        if len(word) == 2 and not types and len(strip_particles(word)) > 1:
            continue
        stems = [s for s in strip_particles(word) if len(s) > 1]
        joined = [
            a.group() + s
            for a, b in pairwise(tokens[max(place - 1, 0) : place + 2])
            if korean[a.end() : b.start()] == " "
            for s in strip_particles(b.group())
        ]
        if _is_heard(english, stems, joined, bool(types)):
            continue
        yield Strange(span=Span(token.start(), token.start() + len(stem)), text=stem, types=types)


def _is_in(form: str, lower: str) -> bool:
    """Say whether a name, or a word made of it (Athens, Athenian), stands in the text."""
    if any(f" {form}{end} " in lower for end in ("", "s", ".")):
        return True
    return len(form) > 5 and f" {form[:-1]}" in lower


def _is_heard(
    english: Sequence[_English], stems: Sequence[str], joined: Sequence[str], is_known: bool
) -> bool:
    """Say whether any English word sounds like the Korean one, or its beginning."""
    last = stems[-1]
    heads = [last[:n] for n in range(2, len(last))]
    tails = [last[n:] for n in range(1, len(last) - 1)]
    letters = first_letters(last[0])
    likely = [word.text for word in english if word.is_large and word.text[0].lower() in letters]
    if any(score_sound(word, stem) >= HEARD for word in likely for stem in stems):
        return True  # most are found here, the rest below
    for word in english:
        if not word.is_large:
            if len(word.text) < 3 or word.text[0] not in letters:
                continue
            if any(
                score_sound(word.text, stem) >= (PART if is_known else HEARD_SMALL)
                for stem in stems
            ):
                return True
            if not is_known and any(score_sound(word.text, head) >= PART for head in heads):
                return True
            continue
        for part in {word.text, *word.text.split("-"), _PEOPLE_RE.sub("", word.text)}:
            if len(part) < 2:
                continue
            if any(score_sound(part, stem) >= HEARD for stem in stems):
                return True
            if any(score_sound(part, piece) >= PART for piece in (*heads, *tails)):
                return True
            if any(score_sound(part, both) >= HEARD_SMALL for both in joined):
                return True
        if word.mention is not None and " " in word.mention.text:
            name = word.mention.text
            if any(score_sound(name, stem) >= HEARD for stem in stems):
                return True
    for one, other in pairwise(english):
        both = one.text + other.text
        if len(both) >= LONGEST_PAIR or both[0].lower() not in letters:
            continue
        if any(score_sound(both, stem) >= HEARD_SMALL for stem in stems):
            return True
    return False


@lru_cache(maxsize=65536)
def score_sound(english: str, korean: str) -> float:
    """Return ``score_across`` of the Korean as written or as said (한라, Halla), the better.

    Remembered: names come again, and one pair is asked twice.

    >>> score_sound("Halla", "한라") > HEARD > score_across("Halla", "한라")
    True
    """
    score, said = score_across(english, korean), pronounce(korean)
    return score if said == korean else max(score, score_across(english, said))


def _is_addressed(stem: str) -> bool:
    """Say whether a word is a Korean name or surname with 씨, which ``names`` compares."""
    name = stem.removesuffix("씨")
    return name != stem and (name in family_names() or split_korean(name) is not None)


@lru_cache(maxsize=32768)
def _read_name(word: str) -> tuple[str, frozenset[MentionType]] | None:
    """Return the stem of a Korean word that looks like a name, and what it is known as."""
    stems = [stem for stem in strip_particles(word) if len(stem) > 1]
    if any(_is_addressed(stem) or stem in baptismal_names() for stem in stems):
        return None  # 정순택 베드로: the English often leaves it out
    for stem in stems:
        types = known_types(stem)
        if types:
            return None if stem in ordinary("ambiguous_names") else (stem, types)
    if any(is_common_korean(stem) for stem in stems):
        return None
    if len(strip_particles(word)[-1]) == 1:
        return None
    found = _PARTICLE_RE.search(word)
    stem = word[: found.start()] if found and word[: found.start()] in stems else word
    if foreignness(stem) < (FOREIGN_SHORT if len(stem) == 2 else FOREIGN_LONG):
        return None
    if _PREDICATE_RE.search(stem) or any(is_ordinary(s) for s in stems):
        return None
    return stem, frozenset()


def _find_missing(
    english: Sequence[_English], korean: str, strange: Sequence[Strange]
) -> Iterator[Missing]:
    bare = _GLOSS_RE.sub(" ", korean)
    bare_lower = bare.lower()
    spans = [s.span for s in strange]
    tokens = [
        match.group()
        for match in _HANGUL_RE.finditer(korean)
        if not any(span.start == match.start() for span in spans)
    ]
    stems = [stem for token in tokens for stem in strip_particles(token)]
    parts = [part for token in tokens for part in _parts(token)]
    parts += [a + b for a, b in pairwise(tokens)]
    seen: set[str] = set()
    for word in english:
        if not word.is_name or word.text in seen:
            continue
        seen.add(word.text)
        if word.text.lower() in bare_lower or _is_rendered(word, bare, stems, parts):
            continue
        if any(other in korean for other in find_aliases((word.mention or word).text)):
            continue
        if any(score_sound(word.text, s.text) >= UNLIKE for s in strange):
            continue
        if word.mention is not None and _is_korean_person(word.mention):
            continue  # compared by ``names``
        if is_usual_family(word.text.lower()) and find_name(word.text, korean) is not None:
            continue  # Kim, 김씨
        if all(len(part) < 4 for part in word.text.split("-")) and "-" in word.text:
            continue  # short for something: Mat-Su
        if _is_given(word, bare, stems, parts) and not any(s.types for s in strange):
            continue
        yield Missing(
            span=Span(word.start, word.start + len(word.text)),
            text=word.text,
            type=word.mention.type if word.mention else None,
        )


def _is_korean_person(mention: Mention) -> bool:
    run = mention.text.split()
    parts = tuple(tuple(word.lower().split("-")) for word in run)
    return mention.type == "PS" and len(run) > 1 and bool(read_romanised(parts))


def _is_given(word: _English, korean: str, stems: Sequence[str], parts: Sequence[str]) -> bool:
    """Say whether a word is the first of a name whose next word is rendered.

    Given names are shortened, left out and spelled in many ways.
    """
    mention = word.mention
    if mention is None or mention.type == "OG" or word.text in known_english():
        return False
    run = mention.text.split()
    if len(run) < 2 or run[0] != word.text:
        return False
    last = _English(start=word.start, text=run[1], is_name=True, mention=None)
    return _is_rendered(last, korean, stems, parts)


@lru_cache(maxsize=32768)
def _parts(token: str) -> tuple[str, ...]:
    """Return the beginnings and ends of a word (트럼프|대통령, 남|한국)."""
    heads = [token[:n] for n in range(2, len(token))]
    return (*heads, *(token[n:] for n in range(1, len(token) - 1)))


def _is_rendered(word: _English, korean: str, stems: Sequence[str], parts: Sequence[str]) -> bool:
    """Say whether a Korean word is the name in a table, or sounds like it."""
    names = [word.text.lower()]
    mention = word.mention
    if mention is not None:
        run = mention.text.lower().split()
        names += [
            " ".join(run[i:j])
            for i in range(len(run))
            for j in range(i + 2, len(run) + 1)
            if word.text.lower() in run[i:j]
        ]
    for form in (form for name in names for form in korean_forms().get(name, ())):
        if form in (korean if len(form) > 1 else stems):
            return True
    lower = word.text.lower()
    if any(len(f) > 5 and lower.startswith(f[:-1]) for s in stems for f in english_forms(s)):
        return True
    sounds = [part for part in {word.text, *word.text.split("-")} if len(part) > 1]
    whole = mention.text if mention is not None and " " in mention.text else ""
    is_person = mention is not None and mention.type == "PS"
    if whole and not is_person and any(score_sound(whole, stem) >= HEARD_SMALL for stem in stems):
        return True
    enough = CERTAIN if word.text.lower() in fully_listed() else HEARD
    if any(score_sound(sound, stem) >= enough for stem in stems for sound in sounds):
        return True
    if enough == HEARD and any(score_sound(s, part) >= PART for part in parts for s in sounds):
        return True
    if (
        whole
        and is_person
        and any(split_korean(s) and score_sound(whole, s) >= HEARD_SMALL for s in stems)
    ):
        return True
    entries = frozenset().union(*(find_entries(name) for name in names))
    return bool(entries) and any(entries & find_entries(c) for c in (*stems, *parts))
