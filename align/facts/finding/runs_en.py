"""Where a run of capitalised words begins and ends, and the titles beside it."""

from __future__ import annotations

from functools import cache

from align.facts.finding.mention_tables import known, organisations, words
from align.facts.finding.tokens_en import (
    adjectives,
    is_name_word,
    is_place,
    lower_headlines,
    tokenise,
)
from align.tables import read_table

LONGEST_ROLE = 5  # words
_LINK = frozenset(
    ("of", "de", "del", "da", "di", "van", "von", "der", "den", "bin", "al", "el", "la", "le")
)
_ORG_LINK = frozenset(("for", "on", "the"))
_DEPUTIES = frozenset(("deputy", "vice", "assistant", "acting", "interim"))
_OFFICE_LINK = frozenset(("of", "the", "to"))
_LIST_HEADS = frozenset(("ministry", "department", "committee", "commission", "agency", "office"))
SMALL = frozenset([
    "the", "a", "an", "this", "that", "these", "those", "there", "here", "it", "its", "he",
    "she", "they", "we", "you", "i", "my", "your", "his", "her", "our", "their", "in", "on",
    "at", "by", "for", "from", "with", "as", "to", "of", "and", "or", "but", "if", "when",
    "while", "after", "before", "during", "since", "although", "because", "however", "what",
    "which", "who", "whom", "whose", "where", "why", "how", "no", "not", "all", "some", "many",
    "most", "more", "several", "each", "every", "both",
])  # fmt: skip
_FILLER = frozenset(("the", "a", "an", "former", "current", "then", "acting", "its", "his", "her"))


@cache
def _role_phrases() -> frozenset[str]:
    out = set()
    for row in read_table("roles"):
        for form in row["english"].split(";"):
            out.add(form.rstrip("."))
    return frozenset(
        out - {"mr", "ms", "mrs", "miss", "father", "general", "member", "partner", "justice"}
    )


@cache
def _short_titles() -> frozenset[str]:
    """Return the words of titles that are written with a full stop: capt, brig, prof."""
    forms = " ".join(row["english"].replace(";", " ") for row in read_table("roles"))
    return frozenset(word[:-1].lower() for word in forms.split() if word.endswith("."))


class Runs:
    """One text with its tokens.

    >>> runs = Runs("Mayor Ann Lee of the Bank of Korea left.")
    >>> runs.name_of(1, runs.run_end(1)), runs.role_before(1)
    ('Ann Lee', ('Mayor', 0))
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokenise(text)
        capitals = sum(t.capital for t in self.tokens)
        self.shouting = len(self.tokens) > 3 and capitals > 0.8 * len(self.tokens)
        self.tokens = lower_headlines(self.tokens)

    def joins(self, i: int) -> bool:
        """Say whether token i continues the run of the token before it."""
        return (
            0 < i < len(self.tokens)
            and self.tokens[i].gap in (" ", ". ", "")
            and not (
                self.tokens[i].gap == ". "
                and len(self.tokens[i - 1].word) > 3
                and self.tokens[i - 1].lower not in _short_titles()
            )
        )

    def run_end(self, i: int) -> int:
        """Return the end of the run of names that begins at token i."""
        for size in range(min(8, len(self.tokens) - i), 1, -1):
            if self.is_listed(i, i + size):
                return self._extend(i + size)
        return self._extend(i + 1, i)

    def _extend(self, j: int, i: int | None = None) -> int:
        """Return the end of the run that reaches token j at least."""
        tokens = self.tokens
        i = j - 1 if i is None else i
        heads = words("org-head", "en")
        has_head = tokens[i].lower in heads
        has_list = tokens[i].lower in _LIST_HEADS
        while j < len(tokens) and self.joins(j) and tokens[j].end - tokens[i].start < 120:
            token = tokens[j]
            if token.capital or token.word == "&":
                has_head = has_head or token.lower in heads
                j += 1
                continue
            k = j
            while (
                k < len(tokens)
                and k < j + 2
                and self.joins(k)
                and (
                    tokens[k].lower in _LINK
                    or (has_head and tokens[k].lower in _ORG_LINK)
                    or (has_list and tokens[k].lower == "and")
                )
                and not (tokens[k].lower == "the" and tokens[k - 1].lower == "and")
            ):
                k += 1
            if k == j or k >= len(tokens) or not tokens[k].capital or not self.joins(k):
                break
            if (
                tokens[j].lower == "of"
                and not has_head
                and tokens[j - 1].lower not in ("university", "bank")
            ):
                break
            j = k
        return self._end_of_list(j) if has_list else j

    def _end_of_list(self, j: int) -> int:
        """Return where "…, Infrastructure and Transport" ends that goes on at token j, or j."""
        k = j
        while k < len(self.tokens) and self._is_listed_task(k, (", ",) if k == j else (", ", " ")):
            k += 1
        last = k + 1
        if k == j or last >= len(self.tokens) or self.tokens[k].lower != "and":
            return j
        return last + 1 if self._is_listed_task(last, (" ",)) else j

    def _is_listed_task(self, i: int, gaps: tuple[str, ...]) -> bool:
        token = self.tokens[i]
        return token.gap in gaps and token.capital and not is_name_word(token.lower)

    def role_size(self, i: int, end: int) -> int:
        """Return how many tokens from i make a title, 0 for none."""
        if i + 1 < end and self.tokens[i].lower in _DEPUTIES:
            office = self._office_size(i + 1, end)
            if office and not self._office_size(i, end):
                return 1 + office
        return self._office_size(i, end)

    def _office_size(self, i: int, end: int) -> int:
        for size in range(min(LONGEST_ROLE, end - i), 0, -1):
            phrase = " ".join(t.lower for t in self.tokens[i : i + size])
            if phrase in _role_phrases() or (
                phrase.endswith("s") and phrase[:-1] in _role_phrases()
            ):
                return size
        return 0

    def role_before(self, i: int) -> tuple[str | None, int]:
        """Return the small-letter title that ends before token i."""
        gap = self.tokens[i].gap
        if i == 0 or (gap != " " and not (gap == ", " and self._is_apposed(i))):
            return None, i
        for size in range(min(LONGEST_ROLE, i), 0, -1):
            tokens = self.tokens[i - size : i]
            if any(t.gap.strip(" ") for t in tokens[1:]):
                continue
            if " ".join(t.lower for t in tokens) in _role_phrases():
                if tokens[0].capital and i - size > 0 and not tokens[0].initial:
                    continue
                start = i - size
                if start and self.tokens[start - 1].lower in _DEPUTIES and tokens[0].gap == " ":
                    start -= 1
                if start > 1 and self.tokens[start - 1].lower == "and" and tokens[0].gap == " ":
                    also, begin = self.role_before(start - 1)
                    start = begin if also else start
                return self.text[self.tokens[start].start : tokens[-1].end], start
        return None, i

    def office_before(self, i: int) -> str | None:
        """Return the title before "of the" that ends before token i."""
        end = i
        while end and self.tokens[end].gap == " " and self.tokens[end - 1].lower in _OFFICE_LINK:
            end -= 1
        for size in range(min(LONGEST_ROLE, end) * (end < i), 0, -1):
            if self.tokens[end].gap == " " and self.role_size(end - size, end) == size:
                return self.text[self.tokens[end - size].start : self.tokens[end - 1].end]
        return None

    def _is_apposed(self, i: int) -> bool:
        """Say whether token i begins a name between commas behind a sentence's first words.

        "The club's new coach, Ann Lee, left": in a list, the title is another's.
        """
        end = i
        while end < len(self.tokens) and self.tokens[end].capital and end < i + 4:
            end += 1
        if end - i < 2 or end == len(self.tokens) or self.tokens[end].gap != ", ":
            return False
        begin = i - 1
        while begin > 0 and not self.tokens[begin].initial and "," not in self.tokens[begin].gap:
            begin -= 1
        return self.tokens[begin].initial

    def role_after(self, end: int) -> str | None:
        """Return the title in the apposition that follows token end - 1."""
        tokens = self.tokens
        if end >= len(tokens) or tokens[end].gap != ", ":
            return None
        i = end
        while i < min(end + 8, len(tokens)):
            token = tokens[i]
            if i > end and token.gap not in (" ", "'s ", "’s "):
                return None
            size = self.role_size(i, len(tokens))
            if size:
                stop = i + size
                if (
                    stop + 1 < len(tokens)
                    and tokens[stop].lower in ("and", "&")
                    and tokens[stop].gap == " "
                ):
                    more = self.role_size(stop + 1, len(tokens))
                    if more:
                        stop += 1 + more
                return self.text[tokens[i].start : tokens[stop - 1].end]
            if not token.capital and token.lower not in _FILLER and token.lower not in _LINK:
                return None
            i += 1
        return None

    def name_of(self, start: int, end: int) -> str:
        """Return the text of tokens[start:end]."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def is_listed(self, start: int, end: int) -> bool:
        """Say whether a table of places or organisations has tokens[start:end]."""
        if end > len(self.tokens):
            return False
        name = self.name_of(start, end)
        return is_place(name) or name in organisations("en")

    def begins_listed(self, i: int) -> bool:
        """Say whether a listed name of two words or more begins at token i: The Hague."""
        return any(self.is_listed(i, i + size) for size in range(2, 9))

    def begins_name(self, i: int, end: int) -> bool:
        """Say whether a capitalised token may begin a name rather than a sentence."""
        token = self.tokens[i]
        for j in range(end, i, -1):
            if self.is_listed(i, j):
                return token.lower not in adjectives() or j - i > 1
        if token.lower in SMALL:
            return False
        if token.lower in adjectives():
            return end - i > 1 and self.ends_strong(i, end)
        if not token.initial:
            return True
        if is_name_word(token.lower):
            return True
        if token.word in known("given", "en") and end - i > 1:
            return True
        if end - i > 1:
            last = self.tokens[end - 1].lower
            return last in words("org-suffix", "en") or token.lower in words("org-head", "en")
        return False

    def ends_strong(self, start: int, end: int) -> bool:
        """Say whether the run ends in a word that makes an organisation of anything."""
        last = self.tokens[end - 1].lower
        weak = words("org-weak", "en") - {"party"}
        return end - start > 1 and last in words("org-suffix", "en") and last not in weak

    def begins_body(self, start: int, i: int) -> bool:
        """Say whether "Association of", "Council on" begins tokens[start:i]."""
        head = self.tokens[start].lower in words("org-head", "en")
        return head and any(t.lower in _LINK or t.lower in _ORG_LINK for t in self.tokens[start:i])
