"""Korean names beside their titles: 김하나 시장, 소설가 임하늘, 임하늘 학예사."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from align.facts.romanised import split_korean
from align.facts.topics_ko import korean_titles, speaker_words, surnames
from align.tables import read_table


def find_called(text: str) -> Iterator[tuple[str, str]]:
    """Yield the names of three syllables beside a calling or an office that no table has.

    >>> list(find_called("소설가 임하늘은 고은별 학예사의 말을 들었다."))
    [('고은별', '학예사'), ('임하늘', '소설가')]
    """
    for match in (*_ranked_re().finditer(text), *_called_re().finditer(text)):
        if split_korean(match["name"]) and match["name"] not in speaker_words("noun"):
            yield match["name"], match["title"]


def name_among(words: list[str], *, only_korean: bool = False) -> str | None:
    """Return the name among the words before a title: 김하나 in 김하나 한빛전자 (대표)."""
    korean = [w for w in words if len(w) == 3 and w[0] in surnames() and w[-1] not in "는를"]
    if only_korean:  # a common noun is likelier than a rare name: 한 유업체 임원
        korean = [word for word in korean if split_korean(word)]
    if korean or only_korean:
        sure = [w for w in korean if not w.endswith(tuple(speaker_words("body")))] or korean
        return sure[-1] if sure else None
    for place, word in enumerate(reversed(words)):
        shortest = 3 if place else 2
        if (
            re.fullmatch(rf"[가-힣]{{{shortest},5}}", word)
            and is_noun(word)
            and word not in not_people()
            and not is_body(word)
        ):
            return word
    return None


def is_noun(word: str) -> bool:
    """Say whether a word ends in no particle or verb ending."""
    return not re.search(r"[은는을를에의와과도로서한된인던할온간고며게민친려라린진든될]$", word)


def is_body(word: str) -> bool:
    """Say whether a word is likelier an organisation: …부, …전자."""
    is_name = len(word) == 3 and word[0] in surnames()
    return not is_name and word.endswith(tuple(speaker_words("body")))


@cache
def not_people() -> frozenset[str]:
    """Return names of organisations and countries, and adverbs before a speaker."""
    rows = [row for table in ("organisations", "countries") for row in read_table(table)]
    names = {n for row in rows for side in ("korean", "english") for n in row[side].split(";")}
    return frozenset(names | speaker_words("adverb"))


_TOKEN_RE = re.compile(r"[가-힣A-Za-z0-9]+(?:\(\d{1,3}\))?")
_NAME_RE = re.compile(r"[가-힣A-Za-z]{2,12}(?=\(|\Z)")
_SECOND_RE = re.compile(r"[가-힣A-Za-z]{1,10}\Z")
_LONGER_RE = re.compile(r"[가-힣]{3}")


@cache
def _titles_by_first() -> dict[str, tuple[str, ...]]:
    """Return first syllable → titles, the longest first."""
    out: dict[str, list[str]] = {}
    for title in korean_titles():
        out.setdefault(title[0], []).append(title)
    return {first: tuple(titles) for first, titles in out.items()}


def find_titled_korean(text: str) -> Iterator[tuple[list[str], str]]:
    """Yield the one or two words before a Korean title, and the title.

    Looked up word by word, which is faster than one pattern of all titles.

    >>> list(find_titled_korean("어제 김하나(45) 시장도 왔다."))
    [(['어제', '김하나'], '시장')]
    """
    before: list[str] = []  # the words right before this one, one space apart
    end = -1
    for match in _TOKEN_RE.finditer(text):
        word, start = match[0], match.start()
        if start != end + 1 or not text[end].isspace():
            before = []
        name = _NAME_RE.match(before[-1]) if before else None
        title = _title_of(word) if name else None
        if name and title:
            second = [w for w in before[-2:-1] if _SECOND_RE.match(w)]
            yield [*second, name[0]], title
            before = []
        else:
            before = [*before[-1:], word]
        end = match.end()


def _title_of(word: str) -> str | None:
    """Return the title that a word begins with, at most two syllables of particles behind it."""
    for title in _titles_by_first().get(word[0], ()):
        if word.startswith(title) and not _LONGER_RE.match(word, len(title)):
            return title
    return None


@cache
def _ranked_re() -> re.Pattern[str]:
    """Match a name before an office that no table has: 임하늘 학예사는."""
    return re.compile(
        r"(?<![가-힣])(?P<name>[가-힣]{3})\s(?P<title>[가-힣]{1,6}(?:사|관|장|원|자|가|수|인))"
        r"(?=(?:은|는|이|가|의|도|께서|에게)\s|[,(])"
    )


@cache
def _called_re() -> re.Pattern[str]:
    """Match a name behind a calling: 소설가 임하늘은, 청년 박하나다."""
    callings = "|".join(sorted(speaker_words("callings"), key=lambda word: (-len(word), word)))
    return re.compile(
        rf"(?<![가-힣])(?P<title>[가-힣]{{0,8}}(?:{callings}))\s(?P<name>[가-힣]{{3}})"
        r"(?=(?:은|는|이|가|의|을|를|도|에게|께서|이?다)[\s.]|[,(]|\s씨)"
    )
