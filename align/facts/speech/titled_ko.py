"""Korean names beside their titles: 김하나 시장, 소설가 임하늘, 임하늘 학예사."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache
from itertools import pairwise

from align.facts.finding.adnominal import is_verb_before_noun
from align.facts.finding.words_ko import is_korean_person
from align.facts.speech.topics_ko import korean_titles, speaker_words, surnames
from align.facts.spellings.romanised import split_korean
from align.tables import read_table


def find_called(text: str) -> Iterator[tuple[str, str]]:
    """Yield the names of three syllables beside a calling or an office that no table has.

    >>> list(find_called("소설가 임하늘은 고은별 학예사의 말을 들었다."))
    [('고은별', '학예사'), ('임하늘', '소설가')]
    """
    for match in (*_ranked_re().finditer(text), *_called_re().finditer(text)):
        if split_korean(match["name"]) and match["name"] not in speaker_words("noun"):
            yield match["name"], match["title"]


def name_among(
    words: list[str], *, only_korean: bool = False, known: Container[str] = ()
) -> str | None:
    """Return the name among the words before a title: 김하나 in 김하나 한빛전자 (대표).

    ``known`` are names that stand alone before a title elsewhere.

    >>> name_among(["김하나", "남산대"]), name_among(["칼", "루센", "토바"], known={"루센"})
    ('김하나', '루센')
    """
    korean = [w for w in words if len(w) == 3 and w[0] in surnames() and w[-1] not in "는를"]
    korean = [
        word for word in korean if is_noun(word) or (split_korean(word) and not is_verb(word))
    ]
    if only_korean:  # a common noun is likelier than a rare name: 한 유업체 임원
        korean = [word for word in korean if split_korean(word)]
    if korean or only_korean:
        sure = [w for w in korean if not w.endswith(_bodies())] or korean
        return sure[-1] if sure else None
    for word, behind in pairwise(words):
        if word in known and behind not in known:
            return word
        if len(word) == 2 and is_body(behind) and is_korean_person(word):
            return word
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
    return _ENDING_RE.search(word) is None


def is_verb(word: str) -> bool:
    """Say whether a word is a noun with 하다, or another form of a verb that no name has.

    >>> is_verb("인용해"), is_verb("보여주자"), is_verb("김다해")
    (True, True, False)
    """
    if _VERB_RE.search(word):
        return True
    return len(word) == 3 and word[-1] in "해한할된될" and is_verb_before_noun(f"{word[:2]}한")


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


_ENDING_RE = re.compile(
    r"[은는을를에의와과도로서한된인던할온간고며게민친려라린진든될해]$"
    r"|(?:하|주|보|가|오|되|나|받|묻|듣|치|내|지|키|히)자$"
)
_VERB_RE = re.compile(
    r"(?:하|주|되|받|묻|듣|시키)자$|(?:하|되|라|다|자|냐)(?:며|면서|고|여|는)$|[가-힣](?:면서|지만|는데|다며)$"
)
_REACH = 64  # code points before a title that hold a name and a word before it
_BEHIND_SPACE_RE = re.compile(r"(?<=\s)[가-힣A-Za-z]")
_NAME_RE = re.compile(r"(?<![가-힣A-Za-z0-9])[가-힣A-Za-z]{2,12}(?=(?:\(\d{1,3}\))?\Z)")
_SECOND_RE = re.compile(r"(?<![가-힣A-Za-z0-9])[가-힣A-Za-z]{1,10}\Z")
_LONGER_RE = re.compile(r"[가-힣]{3}")


@cache
def _bodies() -> tuple[str, ...]:
    """Return how organisations end beside a name: 김하나 남산대 교수."""
    return (*sorted(speaker_words("body")), "대")


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
    by_first = _titles_by_first()
    end = 0
    for match in _BEHIND_SPACE_RE.finditer(text):
        at = match.start()
        titles = by_first.get(match[0])
        title = _title_at(text, at, titles) if titles and at >= end else None
        if title is None:
            continue
        before = text[max(end, at - _REACH) : at - 1].split(" ")
        name = _NAME_RE.search(before[-1])
        if name:
            alone = len(before) > 1 and not name.start()
            second = _SECOND_RE.search(before[-2]) if alone else None
            yield [*([second[0]] if second else []), name[0]], title
            end = at + len(title)


def _title_at(text: str, at: int, titles: tuple[str, ...]) -> str | None:
    """Return the title that a word begins with, at most two syllables of particles behind it."""
    for title in titles:
        if text.startswith(title, at) and not _LONGER_RE.match(text, at + len(title)):
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
