"""Are two names the same, where does a name stand, who is who.

``compare_names`` judges two names, ``find_name`` looks a name up in a sentence
of the other language, ``group_names`` puts the forms of one person together.
How spellings are scored: ``spelling``. Persons with two names that do not
sound alike (손정의 is Masayoshi Son) are known from ``aliases`` alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

import regex
from attrs import frozen

from align.facts.aliases import are_aliases, find_aliases
from align.facts.finding.mention_tables import is_common_korean, person_titles
from align.facts.hangul import has_hangul
from align.facts.particles import strip_particles
from align.facts.spellings.organisations import find_entries
from align.facts.spellings.romanised import family_names, split_korean
from align.facts.spellings.spelling import UNUSUAL, score_across, score_hangul, score_latin
from align.records import NameMatch, NameVerdict, Span

SAME, VARIANT = 0.75, 0.62
"""Least scores of the verdicts; below ``UNUSUAL`` the names are of two bearers."""

FOUND = 0.55
"""Least score of a name found in a sentence; a wrong place is worse than none: found in
0.7 % of sentences (KLUE, development half) that do not hold the name."""

SURE = 0.9
"""Least score of a name that is also a common word."""

WINDOW = 3  # words of the longest name looked for
LONGEST = 120  # code points of the longest text taken for a name
LONG_WINDOW = 6  # the same for a listed organisation, as "Ministry of SMEs and Startups"

_RUN_RE = regex.compile(r"[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}&.'’\-·]*")
_NO_NAME = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "in",
        "on",
        "at",
        "to",
        "for",
        "he",
        "she",
        "it",
        "they",
        "we",
        "his",
        "her",
        "said",
    ]
)


@lru_cache(maxsize=4096)
def _match(steps: int) -> NameMatch:
    score = min(max(steps, 0), 10000) / 10000
    verdict: NameVerdict = "different"
    if score >= SAME:
        verdict = "same"
    elif score >= VARIANT:
        verdict = "variant"
    elif score >= UNUSUAL:
        verdict = "unusual"
    return NameMatch(score=score, verdict=verdict)


def compare_names(a: str, b: str) -> NameMatch:
    """Return how alike two names are, in any script and either order.

    ``same`` is the usual spelling, ``variant`` another accepted one, ``unusual``
    one that looks like a slip, ``different`` another bearer. A family name alone
    is compared with the family name of the other. Symmetric. Beyond ``LONGEST``
    code points only equal texts are the same.

    >>> compare_names("Sam Altman", "샘 올트먼").verdict
    'same'
    >>> compare_names("Kim Chang-han", "김성훈").verdict
    'different'
    >>> compare_names("이재용", "이재명").verdict
    'different'
    >>> compare_names("Masayoshi Son", "손정의").verdict
    'same'
    """
    if max(len(a), len(b)) > LONGEST:
        return _match(10000 * (a == b))
    if not a.strip() or not b.strip():
        return _match(0)
    if are_aliases(a, b):
        return _match(10000)
    left, right = has_hangul(a), has_hangul(b)
    if left and not right:
        a, b, left, right = b, a, right, left
    elif left == right and b < a:
        a, b = b, a
    if left:
        return _match(round(10000 * score_hangul(a, b)))
    if right:
        return _match(round(10000 * score_across(a, b)))
    return _match(round(10000 * score_latin(a, b)))


def find_name(name: str, text: str) -> tuple[Span, NameMatch] | None:
    """Return where ``text`` names ``name``, in any script, and how well it matches.

    Every run of one to three words is compared, in Korean without particles; the
    best counts. None where no run reaches ``FOUND``. Offsets are those of ``text``.

    >>> span, match = find_name("Sam Altman", "어제 샘 올트먼은 서울에 왔다.")
    >>> span.of("어제 샘 올트먼은 서울에 왔다."), match.verdict
    ('샘 올트먼', 'same')
    >>> find_name("Sam Altman", "어제 비가 왔다.") is None
    True
    """
    hangul = has_hangul(name)
    words = list(_RUN_RE.finditer(text))
    size = len(name.split())
    others = find_aliases(name)
    window = max([size, WINDOW, *(len(other.split()) for other in others)])
    if find_entries(name):
        window = max(window, LONG_WINDOW)
    is_translated = bool(others) or window >= LONG_WINDOW
    best: tuple[float, int, Span, NameMatch] | None = None
    for first, start in enumerate(words):
        for last in range(first, min(first + window, len(words))):
            if last > first and text[words[last - 1].end() : words[last].start()].strip(" "):
                break
            if last > first and size == 1 and not (hangul or is_translated or "." in name):
                break  # one word of Latin letters is one word of Hangul
            head = text[start.start() : words[last].start()]
            for stem in _stems(words[last].group()):
                candidate = head + stem
                if not hangul and not has_hangul(candidate) and not candidate[0].isupper():
                    continue
                if candidate.lower() in _NO_NAME:
                    continue
                if len(candidate) == 1 and not _has_title(words, last, candidate):
                    continue
                match = compare_names(name, candidate)
                if match.score < FOUND or (match.score < SURE and is_common_korean(candidate)):
                    continue
                length = -abs(len(candidate.split()) - size)
                span = Span(start.start(), start.start() + len(candidate))
                key = (round(match.score, 2), length)
                if best is None or key > (best[0], best[1]):
                    best = (key[0], key[1], span, match)
    return None if best is None else (best[2], best[3])


def _has_title(words: Sequence[regex.Match[str]], place: int, family: str) -> bool:
    """Say whether a title follows a family name alone: 이 is also "this", 정 "really"."""
    if not has_hangul(family):
        return True
    rest = words[place].group()[len(family) :]
    following = rest or (words[place + 1].group() if place + 1 < len(words) else "")
    return any(stem in person_titles() for stem in strip_particles(following))


def _stems(word: str) -> Iterable[str]:
    """Return the readings of a word without particle or possessive."""
    word = word.rstrip(".-·'’")
    if has_hangul(word):
        stems = strip_particles(word)
        if word[0] in family_names() and any(stem[1:] in person_titles() for stem in stems):
            return (*stems, word[0])
        return stems
    return (regex.sub(r"['’]s$", "", word),)


@frozen(kw_only=True)
class NameGroup:
    """The forms of one bearer: each with its count, most frequent first.

    ``usual`` is the commonest full form of each script, ``unusual`` the forms
    that look like slips of it.
    """

    forms: tuple[tuple[str, int], ...]
    usual: tuple[str, ...]
    unusual: tuple[str, ...]


def group_names(names: Sequence[str]) -> tuple[NameGroup, ...]:
    """Return the forms in ``names`` put together by person, most named first.

    ``names`` holds every mention, repeated as often as it occurs, in both
    scripts. A form joins the group of which it fits every full form, so that a
    chain of small differences joins nobody. A family name alone joins the one
    group that has it; where two have, it stays alone.

    >>> groups = group_names(["Sam Altman", "샘 올트먼", "올트먼", "올트먼", "울트먼", "이영"])
    >>> [[form for form, _ in group.forms] for group in groups]
    [['올트먼', 'Sam Altman', '샘 올트먼', '울트먼'], ['이영']]
    >>> groups[0].unusual
    ('울트먼',)
    """
    counts = Counter(name.strip() for name in names if name.strip())
    full = sorted((n for n in counts if _is_full(n)), key=lambda n: (-counts[n], n))
    groups: list[list[str]] = []
    for name in full:
        fits = [(_fit(name, group), -i) for i, group in enumerate(groups)]
        score, place = max(fits, default=(0.0, 0))
        if score >= UNUSUAL:
            groups[-place].append(name)
        else:
            groups.append([name])
    partial = sorted((n for n in counts if not _is_full(n)), key=lambda n: (-counts[n], n))
    members = [list(group) for group in groups]
    lonely: list[list[str]] = []
    for name in partial:
        scores = [_fit_part(name, group) for group in groups]
        top = max(scores, default=0.0)
        near = [i for i, s in enumerate(scores) if s >= UNUSUAL and s > top - 0.1]
        if len(near) == 1:
            members[near[0]].append(name)
            continue
        if not near:
            for other in lonely:
                if all(compare_names(name, form).score >= UNUSUAL for form in other):
                    other.append(name)
                    break
            else:
                lonely.append([name])
        else:
            lonely.append([name])
    out = [_make_group(group, counts) for group in members + lonely]
    return tuple(sorted(out, key=lambda g: (-sum(c for _, c in g.forms), g.forms[0][0])))


def _is_full(name: str) -> bool:
    """Say whether a form gives more than one name: two words, or a Korean full name."""
    return len(name.split()) > 1 or split_korean(name) is not None or _looks_run_on(name)


def _looks_run_on(name: str) -> bool:
    """Say whether Hangul is too long for one foreign word ("샘알트만" is not, by four)."""
    return has_hangul(name) and len(name) >= 6


def _fit(name: str, group: Sequence[str]) -> float:
    """Return the least score of a full form against the group's full forms."""
    return min(compare_names(name, other).score for other in group)


def _fit_part(name: str, group: Sequence[str]) -> float:
    """Return the best score of a single name against the group's full forms."""
    best = 0.0
    for form in group:
        best = max(best, compare_names(name, form).score)
        korean = split_korean(form)
        if korean and name == korean[0]:
            best = 1.0
        words = form.split()
        if name in family_names() and len(words) > 1 and not has_hangul(form):
            for word in (words[0], words[-1]):
                best = max(best, compare_names(word, name).score * 0.95)
    return best


def _make_group(forms: Sequence[str], counts: Counter[str]) -> NameGroup:
    """Return the group with its usual forms and its slips."""
    ranked = sorted(forms, key=lambda f: (-counts[f], f))
    usual = []
    for script in (False, True):
        own = [f for f in ranked if has_hangul(f) == script]
        whole = [f for f in own if _is_full(f)] or own
        usual += whole[:1]
    unusual = []
    for form in ranked:
        others = [f for f in ranked if f != form and has_hangul(f) == has_hangul(form)]
        elders = [f for f in others if counts[f] >= counts[form]]
        if not elders or form in usual:
            continue
        across = [f for f in ranked if has_hangul(f) != has_hangul(form)]
        best = max((compare_names(form, f).score for f in across), default=0.0)
        close = max(compare_names(form, f).score for f in elders)
        rival = max((compare_names(e, f).score for e in elders for f in across), default=0.0)
        if close < 0.9 and (not across or best < min(SAME, rival - 0.1)):
            unusual.append(form)
    return NameGroup(
        forms=tuple((f, counts[f]) for f in ranked), usual=tuple(usual), unusual=tuple(unusual)
    )
