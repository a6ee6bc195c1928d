"""Whether words in quotation marks are spoken, or a title, a term, a nickname.

The signs: a reporting clause and how near it is, a quotative ending behind the marks
(라고, 며), what is written inside, and the noun that the words stand before (라는 말 is
speech, 라는 이름 a name).
"""

from __future__ import annotations

import re
from functools import cache

from align.facts.speech.attribution import Clause
from align.facts.speech.speaker_words_en import word_class
from align.facts.speech.topics_ko import speaker_words
from align.quotemarks import MarkKind
from align.records import Lang
from align.sentences.korean import is_predicate

MIN_PART = 3
"""Words from which a quoted part of a sentence counts without a verb beside it."""

FINAL = ".!?…。"
_QUOTATIVE_RE = re.compile(
    r"\s?(?:이?라(?:고|며|면서)|(?:다|자|냐)?(?:고|며|면서)(?=[\s,도만는]|까지))"
    r"|\s(?:하[기더신시며고길자]|했)"
)
_ADNOMINAL_RE = re.compile(r"\s?(?:이?라(?:는|던)|는)\s(?P<noun>[가-힣]+(?:\s[가-힣]+){0,2})")
_NAMED_RE = re.compile(
    r"\s?(?:이?라(?:고도?|는(?:\s(?:말|이름|표현)로)?)|(?:으)?로)?\s?"
    r"(?:불리|불린|불렸|불려|부르|부른|불렀|불러|칭하|칭한|칭했|일컫|일컬|명명|이름\s?[붙지짓]|이름을\s붙|통하|통한|통했)"
)
_TERM_RE = re.compile(
    r",?\s(?:a|an|the|their|its|his|her|another)\s(?:[\w-]+\s)?"
    r"(?:term|name|phrase|word|label|nickname|expression|concept|shorthand|coinage)\b"
)
"""What stands behind a term that is explained: they call it “old breath,” a term for gas."""

_PREDICATE_RE = re.compile(
    r"\b(?:is|was|are|were|been|be|remains?|remained|seems?|seemed)\s\Z"
    r"|[\"”’']\s(?:and|but)\sthat\s[^\"“”‘’]*\Z"
)
"""What stands before two words that say what something is: it was “deeply sorry”."""

_WRITTEN_ON_RE = re.compile(r"\s?이?라(?:고|는)\s(?:적힌|쓰인|새겨진|써진)")
_LISTED_RE = re.compile(
    r"(?:,\s?[\"“‘'「『].*?)?\s?(?:같은|등의|등|식의|류의|따위의|는\s식의)\s(?P<noun>[가-힣]+)",
    re.DOTALL,
)
_WORDED_RE = re.compile(
    r"\s?이?라는\s(?:[가-힣]+\s){0,2}?(?:표현|단어|낱말|용어)(?:을|를|까지|도|마저)?\s"
    r"(?:[가-힣]+\s)?(?:쓰|썼|쓴|써|사용|동원|구사|골랐|택)"
)
"""What tells that somebody chose the words: “…”이라는 표현까지 썼다."""

_COMMONLY_RE = re.compile(r"에서는?\s|흔히|이른바|보통|요즘")
_OBJECT_RE = re.compile(r"(?:을|를|에서|에게|에|으로)\Z")
_COPULA_RE = re.compile(
    r"\s?(?:이었다|였다|이다|다|입니다|이라고\s?한다)[.\s]|(?:으)?로\s(?:끝|시작|마무리|맺)"
)
_WORDS_IN_RE = re.compile(r"([가-힣]+?)(?:은|는|이|가)\s\Z")
_SPACED_RE = re.compile(r"[^\W\d_][\w’'-]*")
_FIRST_PERSON_RE = re.compile(r"\b(?:I|I'm|I’m|we|our|my|me|us|you|your)\b", re.IGNORECASE)
_ARTICLE_RE = re.compile(
    r"\b(?:the|a|an|so-called|his|her|their|its|this|that|no)\s\Z", re.IGNORECASE
)
_PARTICLE_RE = re.compile(
    r"(?:[은는이가을를의에도만과와로]|에서|에게|에는|으로|까지|부터|이다|조차|마저|들[은이을도]?|라[고며]|이라[고며])?\Z"
)
_FIGURE_RE = re.compile(r"\d")
_SENTENCE_END_RE = re.compile(r"[.!?…]\s*\Z")


def is_title_case(words: str) -> bool:
    """Say whether most long words begin with a capital: a title or the name of an event.

    >>> is_title_case("Gone With the Wind"), is_title_case("gone with the Wind")
    (True, False)
    """
    long = [word for word in _SPACED_RE.findall(words) if len(word) > 3]
    if len(long) > 2:
        long = long[1:]  # the first has its capital in any sentence
    return bool(long) and sum(word[0].isupper() for word in long) > len(long) / 2


def is_headline_quote(words: str, lang: Lang) -> bool:
    """Say whether words in the marks of a headline are spoken.

    >>> is_headline_quote("Three Key Words", "en"), is_headline_quote("we are ready", "en")
    (False, True)
    """
    count = len(words.split())
    if lang == "ko":
        return count >= 2
    titled = is_title_case(words) and not _FIRST_PERSON_RE.search(words)
    return count >= MIN_PART and not titled


def is_said_alone(words: str, kind: MarkKind, lang: Lang) -> bool:
    """Say whether words that stand alone in marks are spoken, not a title.

    >>> is_said_alone("We came late.", "double", "en"), is_said_alone("Silver Lane", "double", "en")
    (True, False)
    """
    bare = words.rstrip()
    if bare[-1:] in FINAL + "," and (" " in bare or lang == "ko"):
        return True
    if lang == "ko":
        return bool(bare) and kind != "single" and is_predicate(bare, len(bare))
    return len(bare.split()) >= MIN_PART and not is_title_case(words)


def is_english_quote(
    words: str, kind: MarkKind, clause: Clause | None, before: str, after: str
) -> bool:
    """Say whether words in marks inside an English sentence are spoken.

    ``before`` and ``after`` are what stands around the marks.
    """
    if clause is None:
        return False
    count = len(words.split())
    inside = words.rstrip()[-1:]
    naming = clause.cue in word_class("naming")
    if naming and (not _is_called(clause, before) or _TERM_RE.match(after)):
        return False
    if clause.cue in ("", "According to", "according to") and _ARTICLE_RE.search(before):
        return False
    if not clause.cue:
        return count >= MIN_PART and inside in FINAL
    if is_title_case(words) and (kind == "single" or naming or _is_in_apposition(before, inside)):
        return False
    if clause.tight:
        # of a verb of naming a single word counts too: he called them “sheep”
        return count > 1 or inside in ",.!?" or naming or _is_led_by(clause, before)
    if _ARTICLE_RE.search(before) and clause.tight is False and count <= MIN_PART:
        return False
    if count == MIN_PART - 1 and clause.start is not None and _PREDICATE_RE.search(before):
        return not is_title_case(words)
    return count >= MIN_PART and not is_title_case(words)


def _is_in_apposition(before: str, inside: str) -> bool:
    """Say whether a title stands in its marks behind a noun: her story, “Silver Lane,” sold."""
    bare = before.rstrip()
    return inside not in ".!?" and bare[-1:] == "," and " that " in before


def _is_led_by(clause: Clause, before: str) -> bool:
    """Say whether a verb stands right before a single word: he said only “yes”."""
    words = before.rstrip().rsplit(None, 2)
    led = words[-1:] == [clause.cue] or (
        words[-2:-1] == [clause.cue] and words[-1] in ("only", "simply", "just", "back")
    )
    return led and clause.cue not in word_class("naming")


def _is_called(clause: Clause, before: str) -> bool:
    """Say whether a verb of naming quotes: he called it “…”; not a panel called “…”."""
    if clause.start is None or clause.passive:
        return False
    bare = before.rstrip()
    called = bare.rsplit(None, 1)[-1:] == [clause.cue] and not _ARTICLE_RE.search(before)
    return not called


def is_korean_quote(
    words: str, kind: MarkKind, clause: Clause | None, before: str, after: str
) -> bool:
    """Say whether words in marks inside a Korean sentence are spoken."""
    count = len(words.split())
    final = words.rstrip()[-1:] in FINAL
    if _NAMED_RE.match(after) or (_WRITTEN_ON_RE.match(after) and count == 1):
        return False
    if _QUOTATIVE_RE.match(after):
        return clause is not None and (kind != "single" or count > 1 or clause.tight)
    if match := _ADNOMINAL_RE.match(after):
        noun = _noun_of(match["noun"])
        if noun == "saying" or (_WORDED_RE.match(after) and _is_chosen(clause, before)):
            return kind != "single" or count > 1
        if noun == "naming":
            return False
        return kind != "single" and (final or is_predicate(words, len(words)) or count > MIN_PART)
    if (match := _LISTED_RE.match(after)) and _noun_of(match["noun"]) == "saying":
        return count > 1
    if _COPULA_RE.match(after):
        spoken = _WORDS_IN_RE.search(before)
        return bool(spoken) and _ends_in(spoken[1], "writing") and count > 1  # type: ignore[index]
    if clause is None:
        return False
    if clause.tight and words.rstrip()[-1:] == ",":
        return True
    if kind != "double":
        return clause.tight and final
    if final or count > MIN_PART:
        return True
    glued = bool(re.match(r"[가-힣]", after))
    return count > 1 and (glued or bool(_FIGURE_RE.search(words)))


def _is_chosen(clause: Clause | None, before: str) -> bool:
    """Say whether somebody, not everybody, chose the words: not 젊은 층 사이에서는 “…”."""
    return clause is not None and (clause.start is not None or not _COMMONLY_RE.search(before))


def _noun_of(words: str) -> str:
    """Return "saying" or "naming" for the first noun of either class behind the marks."""
    for word in words.split():
        for kind in ("saying", "naming"):
            if _begins_with(word, kind):
                return kind
        if _OBJECT_RE.search(word):
            break
    return ""


def _begins_with(word: str, kind: str) -> bool:
    """Say whether a word is a noun of a class with at most a particle: 말이, 이름의."""
    nouns = speaker_words(kind)
    return any(
        word[:size] in nouns and _PARTICLE_RE.match(word, size) for size in range(len(word), 0, -1)
    )


def _ends_in(word: str, kind: str) -> bool:
    return word.endswith(_nouns(kind))


@cache
def _nouns(kind: str) -> tuple[str, ...]:
    return tuple(speaker_words(kind))
