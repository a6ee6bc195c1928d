"""Agreed translations of terms: a term on one side without its translation on the other.

A glossary is a TSV, ``en<tab>ko[<tab>ko…]``, one term a line; a term may have
several lines and several translations. English plurals, Korean particles and
inflected verbs are the same term; a term written small is found in any case.
Left out: whether the translation stands for this very occurrence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import regex
from attrs import Factory, frozen

from align.errors import InputError
from align.facts.hangul import ONSETS, is_syllable, split_syllable
from align.facts.particles import strip_particles
from align.records import Span

if TYPE_CHECKING:
    from align.checks.pairs import Finding, Pair

PER_ONSET = 588
"""Syllables that begin with one consonant, in the order of Unicode."""

COMMENT = "#"
HEADER = ("en", "ko")

_HANGUL_RE = regex.compile(r"\p{Hangul}")
_WORD_EN_RE = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.&]*")
_WORD_KO_RE = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*")
_GAP = r"[\s\-‐–]*"


@frozen(kw_only=True)
class Glossary:
    """The translations of each English term and of each Korean one.

    ``english`` and ``korean`` are keyed by how a term begins, for looking up.
    """

    english: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = Factory(dict)
    korean: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = Factory(dict)

    def __bool__(self) -> bool:
        return bool(self.english)


def read_glossary(lines: Sequence[str], label: str) -> Glossary:
    r"""Return the glossary of the lines of a file called ``label``.

    Raises:
        InputError: a line that is no term with its translations; names file and line.

    >>> bool(read_glossary(["chip\t반도체"], "terms.tsv"))
    True
    """
    english: dict[str, list[str]] = {}
    korean: dict[str, list[str]] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith(COMMENT):
            continue
        term, *translations = [" ".join(cell.split()) for cell in line.split("\t")]
        if number == 1 and (term.lower(), *(t.lower() for t in translations[:1])) == HEADER:
            continue
        translations = [t for t in translations if t]
        what = _find_fault(term, translations)
        if what:
            raise InputError(f"{label}:{number}: {what}; write  en<tab>ko[<tab>ko…]")
        english.setdefault(term, []).extend(translations)
        for translation in translations:
            korean.setdefault(translation, []).append(term)
    if not english:
        raise InputError(f"{label}: no terms in it; write  en<tab>ko[<tab>ko…], one term a line")
    return Glossary(english=_index(english, _key_en), korean=_index(korean, _key_ko))


def _find_fault(term: str, translations: Sequence[str]) -> str | None:
    if not term or not translations:
        return "expected an English term and its Korean translation, with a tab between"
    if _HANGUL_RE.search(term):
        return f"the first cell is to be English, found {term!r}"
    if not regex.search(r"\p{L}|\p{N}", term):
        return f"no letter in the term {term!r}"
    odd = next((t for t in translations if not regex.search(r"\p{L}|\p{N}", t)), None)
    return None if odd is None else f"no letter in the translation {odd!r}"


def _index(
    terms: Mapping[str, Sequence[str]], key: Callable[[str], str]
) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for term, others in terms.items():
        found.setdefault(key(term), []).append((term, tuple(dict.fromkeys(others))))
    return {start: tuple(entries) for start, entries in found.items()}


def _key_en(text: str) -> str:
    """Return the first letters of a term or of a word: they stay in all its forms."""
    return text[:2].lower()


def _key_ko(text: str) -> str:
    return text[:1]


def check_term(pair: Pair) -> Iterator[Finding]:
    """A term of the glossary stands on one side, its agreed translation not on the other."""
    from align.checks.pairs import Finding

    if not pair.glossary or not pair.is_translation:
        return
    if (pair.source.lang, pair.target.lang) != ("en", "ko"):
        return
    english, korean = pair.source.text, pair.target.text
    for span, term, translations in find_terms(pair.glossary, english, "en"):
        if not any(_has_korean(korean, t) for t in translations):
            agreed = " or ".join(translations)
            yield Finding(
                verdict="not_found",
                message=f"{span.of(english)}: the agreed translation {agreed} is not found",
                source=span,
                source_value=term,
                confidence=0.8,
            )
    for span, term, translations in find_terms(pair.glossary, korean, "ko"):
        if not any(_find_english(english, t) for t in translations):
            agreed = " or ".join(translations)
            yield Finding(
                verdict="not_found",
                message=f"{span.of(korean)}: the agreed term {agreed} is not found",
                target=span,
                target_value=term,
                confidence=0.8,
            )


def find_terms(
    glossary: Glossary, text: str, lang: str
) -> Iterator[tuple[Span, str, tuple[str, ...]]]:
    r"""Yield where a text has terms of the glossary, each once, with their translations.

    Of two terms at one place the longer counts.

    >>> glossary = read_glossary(["chip\t반도체", "chip plant\t반도체 공장"], "terms.tsv")
    >>> [(term, ko) for _, term, ko in find_terms(glossary, "Two chip plants.", "en")]
    [('chip plant', ('반도체 공장',))]
    """
    index, words, key = (
        (glossary.english, _WORD_EN_RE, _key_en)
        if lang == "en"
        else (glossary.korean, _WORD_KO_RE, _key_ko)
    )
    seen: set[str] = set()
    end = 0
    for word in words.finditer(text):
        if word.start() < end:
            continue
        best: tuple[Span, str, tuple[str, ...]] | None = None
        for term, translations in index.get(key(word.group()), ()):
            at = _match(term, text, word.start(), lang)
            if at is not None and (best is None or at.end > best[0].end):
                best = (at, term, translations)
        if best is not None:
            end = best[0].end
            if best[1] not in seen:
                seen.add(best[1])
                yield best


def _match(term: str, text: str, start: int, lang: str) -> Span | None:
    """Return where the term stands at ``start``, ended as a word is ended."""
    if lang == "en":
        found = _english_re(term).match(text, start)
        return Span(*found.span()) if found else None
    found = _korean_re(term).match(text, start)
    if found is None:
        return None
    rest = regex.match(r"\p{Hangul}*", text, pos=found.end())
    tail = str(rest.group()).removeprefix("들")
    if term.endswith("다") or not tail or term[-1] in strip_particles(term[-1] + tail):
        return Span(*found.span())
    return None


@lru_cache(maxsize=4096)
def _english_re(term: str) -> regex.Pattern[str]:
    flags = 0 if regex.search(r"\p{Lu}", term) else regex.IGNORECASE
    words = _GAP.join(regex.escape(part) for part in regex.split(r"[\s\-‐–]+", term))
    if term[-1:].lower() == "y" and term[-2:-1].lower() not in "aeiou":
        words = f"{words[:-1]}(?:y|ies)"
    return regex.compile(rf"(?<!\w){words}(?:s|es)?(?!\w)", flags)


@lru_cache(maxsize=4096)
def _korean_re(term: str) -> regex.Pattern[str]:
    stem = term
    if len(term) > 2 and term.endswith("다"):
        stem = term[:-2]
    parts = [regex.escape(part) for part in stem.split()]
    words = r"\s*".join(parts)
    if stem != term:
        initial = split_syllable(term[-2])[0] if is_syllable(term[-2]) else ""
        words += _syllables(initial) if initial else regex.escape(term[-2:])
    return regex.compile(words, regex.IGNORECASE)


def _syllables(initial: str) -> str:
    """Return a pattern of the syllables that begin with a consonant: 하, 한, 했 for ㅎ."""
    first = 0xAC00 + PER_ONSET * ONSETS.index(initial)
    return f"[{chr(first)}-{chr(first + PER_ONSET - 1)}]"


def _has_korean(text: str, translation: str) -> bool:
    """Say whether a Korean text has a translation, spaces aside, with whatever follows it."""
    if not _HANGUL_RE.search(translation):
        return bool(_find_english(text, translation))
    return _korean_re(translation).search(text) is not None


def _find_english(text: str, term: str) -> bool:
    return _english_re(term).search(text) is not None
