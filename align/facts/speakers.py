"""The persons a document names, to resolve "he", 그는 and bare titles.

Left out: gender, and titles in the other language.
"""

from __future__ import annotations

import re
from functools import cache

from attrs import define, field

from align.facts.attribution import PRONOUNS
from align.facts.attribution_en import english_titles
from align.facts.attribution_ko import korean_titles, speaker_words, surnames
from align.records import Lang
from align.tables import read_table


@define
class Speakers:
    """The persons named so far, by language, to resolve "he", 그는 and bare titles.

    ``spoken`` is the last of them who spoke, ``heard`` the last speaker of any kind.
    """

    named: dict[Lang, list[str]] = field(factory=dict)
    heard: dict[Lang, str] = field(factory=dict)
    spoken: dict[Lang, str] = field(factory=dict)

    def note(self, name: str, lang: Lang) -> None:
        """Remember a name as the last one that stood as subject."""
        names = self.named.setdefault(lang, [])
        if name in names:
            names.remove(name)
        names.append(name)

    def resolve(self, phrase: str, lang: Lang) -> str | None:
        """Return the name a speaker phrase stands for; the phrase itself when it is one.

        >>> s = Speakers()
        >>> s.note("김하나 한빛시 시장", "ko"); s.note("Ann Lee", "en")
        >>> s.resolve("그", "ko"), s.resolve("김 시장", "ko"), s.resolve("The mayor", "en")
        ('김하나 한빛시 시장', '김하나 한빛시 시장', 'Ann Lee')
        """
        names = self.named.get(lang, [])
        if phrase.lower() in PRONOUNS:
            return self.last(lang)
        if lang == "ko":
            short = re.fullmatch(r"([가-힣])\s?([가-힣]+)", phrase)
            if short and short[1] in surnames() and short[2].endswith(korean_titles()):
                for name in reversed(names):
                    if name[0] == short[1] and name.endswith(short[2]) and name != phrase:
                        return name
            if " " not in phrase and phrase in korean_titles():
                return next((n for n in reversed(names) if n.endswith(phrase)), phrase)
            return phrase
        if is_bare_title(phrase):
            title = phrase.split()[-1].lower()
            titled = (name for name in reversed(names) if title in name.lower().split())
            return next(titled, None) or self.spoken.get(lang) or (names[-1] if names else phrase)
        return phrase

    def last(self, lang: Lang) -> str | None:
        """Return the person named last."""
        names = self.named.get(lang)
        return names[-1] if names else self.heard.get(lang)


def is_bare_title(phrase: str) -> bool:
    """Say whether an English phrase is a title without a name: the CEO, the OpenAI CEO.

    >>> is_bare_title("The OpenAI CEO"), is_bare_title("CEO Altman"), is_bare_title("Ann Lee")
    (True, False, False)
    """
    words = re.sub(r"^(?:[Tt]he|[Hh]is|[Hh]er)\s", "", phrase).split()
    return bool(words) and words[-1].lower().strip(".") in english_titles()


def is_person(phrase: str, lang: Lang, people: frozenset[str], *, spoke: bool = False) -> bool:
    """Say whether a speaker phrase names a person, as far as the document tells.

    ``people`` holds the words of names that stand beside titles in it; three
    syllables that begin with a surname are enough for one who ``spoke``.
    """
    if lang == "ko":
        if phrase.endswith(korean_titles()) or people.intersection(phrase.split()):
            return True
        return spoke and len(phrase) == 3 and phrase[0] in surnames()
    words = phrase.split()
    return not is_bare_title(phrase) and (
        any(word.strip(".,") in people for word in words)
        or any(word.strip(".") in ("Mr", "Ms", "Mrs", "Dr") for word in words)
    )


def find_people(text: str) -> frozenset[str]:
    """Return the words of names that stand beside a title in a text of either language.

    >>> sorted(find_people("Ann Lee, the mayor of Leeds, met President Kim. 그레이 CEO도 왔다."))
    ['Ann', 'Kim', 'Lee', '그레이']
    """
    people: set[str] = set()
    for match in _people_re().finditer(text):
        people.update((match["behind"] or match["before"]).split())
    people = {word for word in people if word.lower() not in english_titles()}
    for match in _korean_people_re().finditer(text):
        first, name = match["first"] or "", match["name"]
        named_before = first[:1] in surnames() and len(first) == 3
        if not named_before and re.fullmatch(r"[가-힣]{2,5}", name):
            people.add(name)
        elif first:
            people.add(first)
    return frozenset(people - _not_people())


@cache
def _not_people() -> frozenset[str]:
    tables = ("organisations", "countries")
    names = {n for table in tables for row in read_table(table) for n in row["korean"].split(";")}
    return frozenset(names | speaker_words("adverb"))


@cache
def _korean_people_re() -> re.Pattern[str]:
    titles = "|".join(
        re.escape(title) for title in korean_titles() if title not in speaker_words("generic")
    )
    return re.compile(
        r"(?<![가-힣])(?:(?P<first>[가-힣]{2,4})\s)?(?P<name>[가-힣A-Za-z]{2,12})\s"
        rf"(?:{titles})(?![가-힣]{{3}})"
    )


@cache
def _people_re() -> re.Pattern[str]:
    titles = sorted((re.escape(t) for t in english_titles()), key=lambda t: (-len(t), t))
    title = rf"(?:{'|'.join(titles)})"
    name = r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2}"
    return re.compile(
        rf"\b(?:(?i:{title})\s(?P<behind>{name})|"
        rf"(?P<before>[A-Z][\w’'-]+\s{name}),\s(?:\d{{1,3}},|(?:the\s|a\s|an\s)?(?:[\w’'&-]+\s){{0,4}}?(?i:{title})\b))"
    )
