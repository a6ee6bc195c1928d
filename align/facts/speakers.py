"""The persons a document names, to resolve "he", 그는, bare titles and short names.

Left out: gender, and titles in the other language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, cached_property

from attrs import Factory, define, field

from align.facts.attribution import PRONOUNS
from align.facts.attribution_en import english_titles
from align.facts.attribution_ko import korean_titles, speaker_words, surnames
from align.facts.dates import fold_case
from align.records import Lang, Span
from align.sentences.english import starters
from align.tables import read_table


@define(slots=False)
class People:
    """Names that stand beside titles in a document.

    ``words`` are their parts, ``full`` maps a part or a short form to the full
    name, ``holders`` a title to the names that bear it.
    """

    text: str = ""
    words: set[str] = Factory(set)
    full: dict[str, str] = Factory(dict)
    holders: dict[str, set[str]] = Factory(dict)

    @cached_property
    def near(self) -> Neighbours:
        """What stands beside the words of the text."""
        return Neighbours(self.text)

    def add(self, name: str, title: str) -> None:
        """Remember a name and its title."""
        self.holders.setdefault(title.lower(), set()).add(name)
        self.words.update(name.split())

    def titles_of(self, name: str) -> set[str]:
        """Return the titles that stand beside a name, in small letters."""
        return {title for title, names in self.holders.items() if name in names}

    def complete(self, name: str) -> str:
        """Return the full form of a name, or the name itself.

        >>> people = find_people("Ann Lee, the mayor, met President Kim.")
        >>> people.complete("Lee"), people.complete("Kim")
        ('Ann Lee', 'Kim')
        """
        if name not in self.full and " " not in name:
            _find_full_name(name, self.text, self)
        if name in self.full:
            return self.full[name]
        alike = (full for part, full in self.full.items() if _is_variant(part, name))
        self.full[name] = next(alike, name)
        return self.full[name]


def _is_variant(a: str, b: str) -> bool:
    """Say whether two Hangul names differ in one of three or more syllables: 올트먼, 울트먼."""
    return (
        len(a) == len(b) >= 3
        and "가" <= a[0] <= "힣"
        and sum(x != y for x, y in zip(a, b, strict=True)) == 1
        and not (a[0] in surnames() and b[0] in surnames())
    )


def find_people(text: str) -> People:
    """Return the persons that a text of either language names beside their titles.

    >>> text = "Ann Lee, the mayor of Leeds, met President Kim. 샘 그레이 CEO도 왔다."
    >>> people = find_people(text)
    >>> sorted(people.words), people.full["그레이"]
    (['Ann', 'Kim', 'Lee', '그레이', '샘'], '샘 그레이')
    """
    people = People(text)
    for titled, title in _find_titled(text):
        parts = titled.split()
        while parts and (parts[0].lower() in english_titles() or parts[0].isupper()):
            parts.pop(0)
        if parts and not _not_people().intersection((parts[0], " ".join(parts))):
            people.add(" ".join(parts), title.split()[-1] if title else "")
    for match in _speaking_re().finditer(text):
        words = match["name"].split()
        if not any(_is_no_name(word) or word.isupper() for word in words):
            people.words.update(words)
    for match in _korean_people_re().finditer(text):
        words = [word for word in (match["second"], match["name"]) if word]
        if name := _name_among(words, only_korean=match["title"] in speaker_words("generic")):
            people.add(name, match["title"])
    for word in sorted(people.words):
        _find_full_name(word, text, people)
    for match in _ALIAS_RE.finditer(text):
        people.full[match["short"]] = match["long"]
    people.holders = {
        title: {people.complete(name) for name in names} for title, names in people.holders.items()
    }
    return people


_ALIAS_RE = re.compile(
    r"(?<![가-힣A-Za-z])(?P<long>[가-힣A-Za-z]{2,30})\(이하\s['‘\"“]?(?P<short>[가-힣A-Za-z]+)"
)


class Neighbours:
    """The words of a text by what stands behind them, read once for all names.

    ``before`` and ``behind`` hold, for a word in Hangul, the text after the space behind
    it, and for the first letter of such a text, the words before it. ``english`` holds
    pairs of words by the first letter of either, ``alone`` counts whole words in Hangul.
    """

    def __init__(self, text: str) -> None:
        self.behind: dict[str, list[str]] = {}
        self.before: dict[str, list[tuple[str, str, int]]] = {}
        for match in _HANGUL_PAIR_RE.finditer(text):
            first, after = match[1], text[match.end() : match.end() + _REACH]
            self.behind.setdefault(first, []).append(after)
            if len(first) < 4:
                self.before.setdefault(after[0], []).append((first, after, match.start()))
        self.english: dict[str, list[tuple[str, str]]] = {}
        for match in _ENGLISH_PAIR_RE.finditer(text):
            for letter in {match[1][0], match[2][0]}:
                self.english.setdefault(letter, []).append((match[1], match[2]))
        self.alone = Counter(_HANGUL_RE.findall(text))


_REACH = 24  # code points behind a word: a title or a name
_HANGUL_RE = re.compile("[가-힣]+")
_HANGUL_PAIR_RE = re.compile("(?<![가-힣])([가-힣]{1,4})[ -](?=[가-힣A-Za-z])")
_LONGEST_WORD = 40  # letters; a longer one is no name
_ENGLISH_PAIR_RE = re.compile(
    rf"\b(?=([A-Z][\w-]{{0,{_LONGEST_WORD}}}) ([\w-]{{1,{_LONGEST_WORD}}}))"
)
_CAPITAL_RE = re.compile(r"[A-Z][\w-]*[a-z]\b")


def _find_full_name(word: str, text: str, people: People) -> None:
    """Find what a part of a name stands beside: Ann (Lee), Kim (Ha-na), 앤 (그레이)."""
    near = people.near
    if _HANGUL_RE.fullmatch(word):
        firsts = Counter(
            first
            for first, after, at in near.before.get(word[0], ())
            if after.startswith(word) and not _ends_word(text, at)
        )
        for first in sorted(firsts, key=lambda first: (-firsts[first], len(first), first)):
            if _is_given_name(first, word, near):
                people.words.add(first)
                people.full[word] = f"{first} {word}"
                return
        return
    names: Counter[str] = Counter()
    for first, second in near.english.get(word[0], ()) if not _is_no_name(word) else ():
        if second == word or second.startswith(word + "-"):
            if _CAPITAL_RE.fullmatch(first) and not _is_no_name(first):
                names[f"{first} {word}"] += 1
        elif first == word:
            behind = _CAPITAL_RE.match(second)
            if behind and not _is_no_name(behind[0]):
                names[f"{word} {behind[0]}"] += 1
    if names:
        (best, count), *others = names.most_common()
        if not others or others[0][1] < count:
            people.full[word] = best


def _ends_word(text: str, at: int) -> bool:
    """Say whether the Hangul at ``at`` is the end of a word in other letters: LG전자."""
    return at > 0 and text[at - 1].isascii() and text[at - 1].isalnum()


def _is_no_name(word: str) -> bool:
    return (
        word.lower() in english_titles()
        or word.lower() in starters()
        or word in _not_people()
        or word.rstrip("s").lower() in english_titles()
        or word.rstrip("s").lower() in _english_bodies()
    )


def _name_among(words: list[str], *, only_korean: bool = False) -> str | None:
    """Return the name among the words before a title: 김하나 in 김하나 한빛전자 (대표)."""
    korean = [w for w in words if len(w) == 3 and w[0] in surnames() and w[-1] not in "는를"]
    if korean or only_korean:
        sure = [w for w in korean if not w.endswith(tuple(speaker_words("body")))] or korean
        return sure[-1] if sure else None
    for place, word in enumerate(reversed(words)):
        shortest = 3 if place else 2
        if (
            re.fullmatch(rf"[가-힣]{{{shortest},5}}", word)
            and _is_noun(word)
            and word not in _not_people()
            and not _is_body(word)
        ):
            return word
    return None


def _is_noun(word: str) -> bool:
    return not re.search(r"[은는을를에의와과도로서한된인던할온간고며게민친려라린진든될]$", word)


def _is_body(word: str) -> bool:
    """Say whether a word is likelier an organisation: …부, …전자."""
    is_name = len(word) == 3 and word[0] in surnames()
    return not is_name and word.endswith(tuple(speaker_words("body")))


def _is_given_name(first: str, name: str, near: Neighbours) -> bool:
    """Say whether ``first`` is a part of ``name``: it stands before it or a title only."""
    if not re.fullmatch(r"[가-힣]{1,4}", first) or not _is_noun(first):
        return False
    if first in _not_people() or _is_body(first) or (len(name) == 3 and name[0] in surnames()):
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


@cache
def _not_people() -> frozenset[str]:
    rows = [row for table in ("organisations", "countries") for row in read_table(table)]
    names = {n for row in rows for side in ("korean", "english") for n in row[side].split(";")}
    return frozenset(names | speaker_words("adverb"))


@cache
def _korean_people_re() -> re.Pattern[str]:
    titles = "|".join(re.escape(title) for title in korean_titles())
    word = "[가-힣A-Za-z]"
    return re.compile(
        rf"(?<![가-힣A-Za-z0-9])(?:(?P<second>{word}{{1,10}})\s)?"
        rf"(?P<name>{word}{{2,12}})\s(?P<title>{titles})(?![가-힣]{{3}})"
    )


@cache
def _speaking_re() -> re.Pattern[str]:
    verbs = "said|says|told|asked|added|replied|explained|stressed|argued|wrote|noted|warned"
    word = rf"[A-Z][\w-]{{0,{_LONGEST_WORD}}}[a-z]"
    return re.compile(rf"(?P<name>{word}(?: {word})?) (?:{verbs})\b")


_NAME_WORD = rf"[A-Z][\w-]{{0,{_LONGEST_WORD}}}\w"
_NAME = rf"{_NAME_WORD}(?: {_NAME_WORD}){{0,2}}"
_BEHIND_RE = re.compile(rf"\s(?P<name>{_NAME})")
_APPOSITION_RE = re.compile(
    rf"(?P<name>{_NAME_WORD} {_NAME}), (?P<age>\d{{1,3}},)?(?P<article>(?:the|an?)\s)?"
)
_WORD_START_RE = re.compile(r"\b[A-Za-z]")
_NEXT_WORD_RE = re.compile(r"[\w’'&-]+\s")
_EDGE_RE = re.compile(r"\b")
_FARTHEST_TITLE = 4
"""Words between a name and its title: Ann Lee, the newly elected mayor."""


@cache
def _titles_by_start() -> dict[str, tuple[str, ...]]:
    """Return first two letters → English titles, the longest first."""
    out: dict[str, list[str]] = {}
    for title in sorted(english_titles(), key=lambda title: (-len(title), title)):
        out.setdefault(title[:2], []).append(title)
    return {start: tuple(titles) for start, titles in out.items()}


def _title_ends(lower: str, at: int) -> Iterator[int]:
    """Yield where the titles end that begin at ``at`` of a text in small letters."""
    for title in _titles_by_start().get(lower[at : at + 2], ()):
        if lower.startswith(title, at):
            yield at + len(title)


def _find_titled(text: str) -> Iterator[tuple[str, str]]:
    """Yield names in Latin letters with the title before or behind them, "" for an age.

    Titles are looked up word by word: as one pattern they take longer to compile
    than a document to read.

    >>> list(_find_titled("Mayor Ann Lee and Bo Hall, 44, met Cy Kay, the new mayor."))
    [('Ann Lee', 'Mayor'), ('Bo Hall', ''), ('Cy Kay', 'mayor')]
    """
    lower = fold_case(text)
    end = 0
    for match in _WORD_START_RE.finditer(text):
        at = match.start()
        if at < end:
            continue
        for stop in _title_ends(lower, at):
            if behind := _BEHIND_RE.match(text, stop):
                yield behind["name"], text[at:stop]
                end = behind.end()
                break
        else:
            before = _APPOSITION_RE.match(text, at)
            title = _find_title_behind(text, lower, before) if before else None
            if before and title:
                yield before["name"], title.of(text)
                end = title.end


def _find_title_behind(text: str, lower: str, before: re.Match[str]) -> Span | None:
    """Return the title in the apposition of a name, or an empty span behind its age."""
    if before["age"]:
        return Span(before.end("age"), before.end("age"))
    for start in dict.fromkeys((before.end(), before.end("name") + 2)):
        place = start
        for _ in range(_FARTHEST_TITLE + 1):
            for stop in _title_ends(lower, place):
                if _EDGE_RE.match(text, stop):
                    return Span(place, stop)
            word = _NEXT_WORD_RE.match(text, place)
            if word is None:
                break
            place = word.end()
    return None


@define
class Speakers:
    """The persons named so far, by language.

    ``spoken`` is the last of them who spoke, ``heard`` the last speaker of any kind.
    """

    people: People = Factory(People)
    named: dict[Lang, list[str]] = field(factory=dict)
    heard: dict[Lang, str] = field(factory=dict)
    spoken: dict[Lang, str] = field(factory=dict)

    def note(self, name: str, lang: Lang) -> None:
        """Remember a name as the last one that stood as subject."""
        names = self.named.setdefault(lang, [])
        if name in names:
            names.remove(name)
        names.append(name)

    def last(self, lang: Lang) -> str | None:
        """Return the person named last."""
        names = self.named.get(lang)
        return names[-1] if names else self.heard.get(lang)

    def resolve(self, phrase: str, lang: Lang) -> str | None:
        """Return the name that a speaker phrase stands for, full and without title.

        A phrase that names nobody (officials, 관계자) is returned as it is.

        >>> speakers = Speakers(find_people("Ann Lee, the mayor, spoke. 김하나 시장도 왔다."))
        >>> speakers.note("김하나", "ko"); speakers.note("Ann Lee", "en")
        >>> [speakers.resolve(p, "ko") for p in ("그", "김 시장", "김하나 한빛시 시장")]
        ['김하나', '김하나', '김하나']
        >>> [speakers.resolve(p, "en") for p in ("The mayor", "Mayor Lee", "officials")]
        ['Ann Lee', 'Ann Lee', 'officials']
        """
        if phrase.lower() in PRONOUNS:
            return self.last(lang)
        return self._resolve_korean(phrase) if lang == "ko" else self._resolve_english(phrase)

    def _resolve_english(self, phrase: str) -> str:
        if is_bare_title(phrase):
            title = phrase.split()[-1].lower()
            for name in reversed(self.named.get("en", [])):
                titles = self.people.titles_of(name)
                if not titles or title in titles:
                    return name
            return self.spoken.get("en") or phrase
        words = phrase.split()
        places = [i for i, word in enumerate(words) if word.lower() in english_titles()]
        parts = words[places[-1] + 1 :] if places else words
        if not parts or not all(word[:1].isupper() for word in parts):
            return phrase
        return self.people.complete(" ".join(parts))

    def _resolve_korean(self, phrase: str) -> str:
        bare = re.sub(r"\([^()]*\)$", "", phrase)
        words = bare.split()
        title = words[-1] if words[-1] in korean_titles() else ""
        front = words[:-1] if title else words
        if title and not front:
            holders = self.people.holders.get(title.lower(), set())
            names = self.named.get("ko", [])
            return next((n for n in reversed(names) if n.split()[-1] in holders), phrase)
        if title and len(front) == 1 and len(front[0]) == 1:
            return self._by_surname(front[0], title) or phrase
        name = _name_among(front, only_korean=title in speaker_words("generic"))
        if name is None:
            return self.people.full.get(bare) or phrase
        return self.people.complete(name)

    def _by_surname(self, surname: str, title: str) -> str | None:
        """Return the person with this surname: the holder of the title, else the one named last."""
        holders = [n for n in self.people.holders.get(title.lower(), ()) if n[0] == surname]
        if len(holders) == 1:
            return holders[0]
        names = [n for n in self.named.get("ko", []) if n[0] == surname]
        if names:
            return names[-1]
        known = {n for group in self.people.holders.values() for n in group}
        alike = sorted(n for n in known if n[0] == surname)
        return alike[0] if len(alike) == 1 else None


def is_bare_title(phrase: str) -> bool:
    """Say whether an English phrase is a title without a name: the CEO, the OpenAI CEO.

    >>> is_bare_title("The OpenAI CEO"), is_bare_title("CEO Altman"), is_bare_title("officials")
    (True, False, False)
    """
    words = re.sub(r"^(?:[Tt]he|[Hh]is|[Hh]er)\s", "", phrase).split()
    if not words or words[-1] in ("officials", "official", "police", "sources", "critics"):
        return False
    return words[-1].lower().strip(".") in english_titles()


def is_person(phrase: str, lang: Lang, people: People, *, spoke: bool = False) -> bool:
    """Say whether a speaker names a person, as far as the document tells.

    Three syllables that begin with a surname are enough for one who ``spoke``.

    >>> people = find_people("Ann Lee, the mayor, spoke.")
    >>> is_person("Ann Lee", "en", people), is_person("the police", "en", people)
    (True, False)
    """
    words = phrase.split()
    if people.words.intersection(word.strip(".,") for word in words):
        return True
    if lang == "ko":
        by_title = words[-1] in korean_titles() and words[-1] not in speaker_words("generic")
        return by_title or (spoke and len(phrase) == 3 and phrase[0] in surnames())
    return any(word.strip(".") in ("Mr", "Ms", "Mrs", "Dr") for word in words)
