"""One pass over a run of lines that finds where its sentences end.

The pass stops at events only: final marks, opening quotation marks and
brackets, words that may close a Korean sentence without a mark, bullets and
the fixed phrases around a news text. A quotation or bracket inside a sentence
is stepped over whole; one that stands by itself is walked through.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping

from attrs import frozen

from align.quotemarks import MarkPair
from align.sentences import english, korean
from align.sentences.events import (
    CLOSERS,
    EMOJI_RE,
    EVENT_RE,
    FINAL,
    HAS_FINAL_RE,
    TRAILER_RE,
    is_laughter,
)
from align.sentences.lists import find_items, is_inline, is_last_item

_REACH = 400
"""How far decisions look back: it keeps them constant in time."""

_SAME_SENTENCE = frozenset(",;:·、，/=%~&+")
_CLOSING_BRACKETS = ")]}）］】〕"
_DASHES = "-–—"
_BARE = " \t\n\r\u00a0•⁃-*△▲"
_HANGUL_RE = re.compile("[가-힣]")
_KOREAN_WORD_RE = re.compile(r"[\d.,:%]*[가-힣]")
_MARKER_RE = re.compile(
    r"(?:[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4}|[가나다라마바사아자차카타파하])"
    r"|(?:Chapter|Section|Part|Article|Figure|Table|Step|Appendix|Rule)\s\d{1,3}"
    r"|제\s?\d{1,3}[장조절항편호])\Z"
)
_DATE_RE = re.compile(r"(?:\d{4}|\d{1,2})[.\s]+(?:\d{1,2}[.\s]+)?\d{1,2}$|\d{4}$")
_SHORT_NUMBER_RE = re.compile(r"(?<![\d,.:-])(?:\d{1,2}|\d{4})\Z|\d\.\s?\d{1,2}\Z")
"""A day, a month, a year or the number of an item, not a price or a telephone number."""

_FOOTNOTE_RE = re.compile(r"\d{1,2}(?=\s+[A-Z])")
_RIGHTS_RE = re.compile(r"[Aa]ll [Rr]ights [Rr]eserved")
_COLON_RE = re.compile(r"[:：]\s*\Z")
_SPEAKER_RE = re.compile(r"[가-힣A-Za-z]{2,8}\s?[:：]\s")
"""Who speaks next, as in a script."""

_SPELLED_RE = re.compile(r"\s(?P<one>[가-힣])\.\s?(?!(?P=one))[가-힣][.!?]")
"""One syllable after the other, for emphasis: 절. 대. 로."""

_MIN_LAUGHED = 4
"""Characters of a sentence that laughter may end; fewer are an interjection."""

_OPEN_ENDINGS = "다요까죠네지고데군야"
"""Last syllables behind which an ellipsis ends a Korean sentence."""


@frozen
class _Mark:
    """Final marks with their surroundings.

    ``before`` is where the last word ends, ``close`` where the marks and what
    closes with them end, ``following`` where the next word begins.
    """

    run: str
    before: int
    after: int
    close: int
    following: int

    @property
    def is_glued(self) -> bool:
        return self.close == self.following

    @property
    def is_closed(self) -> bool:
        """True where a quotation mark or bracket closes behind the mark."""
        return self.close > self.after

    @property
    def is_dot(self) -> bool:
        return self.run in (".", "．", "｡", "。")

    @property
    def is_ellipsis(self) -> bool:
        return not self.is_dot and not self.run.strip(".…‥⋯ ")


def find_ends(
    text: str, start: int, end: int, pairs: Mapping[int, MarkPair], *, inner_quotes: bool = False
) -> list[int]:
    """Return where the sentences of ``text[start:end]`` end, the last one included.

    ``pairs`` maps the place of each opening mark to its pair.

    >>> find_ends("He left. She stayed.", 0, 20, {})
    [8, 20]
    """
    return _Scan(text, start, end, pairs, inner_quotes).run()


class _Scan:
    """The state of one pass: where the sentence began and which quotations are walked through."""

    def __init__(
        self, text: str, start: int, end: int, pairs: Mapping[int, MarkPair], inner: bool
    ) -> None:
        self.text, self.end, self.pairs, self.inner = text, end, pairs, inner
        self.ends: list[int] = []
        self.sentence = self._skip_space(start)
        self.walked: dict[int, MarkPair] = {}
        self.bullet = ""
        self.inline_bullet = ""
        self.items = find_items(text, start, end)

    def run(self) -> list[int]:
        at = self.sentence
        markers = deque(self.items.values())
        while at < self.end and (event := EVENT_RE.search(self.text, at, self.end)):
            while markers and markers[0] < event.start():
                if markers[0] >= at and self._has_words(markers[0]):
                    self._cut(markers[0])
                markers.popleft()
            handler = getattr(self, f"_on_{event.lastgroup}")
            at = handler(event.start(), event.end())
        for marker in markers:
            if marker >= at and self._has_words(marker):
                self._cut(marker)
        self._cut(self.end)
        return self.ends

    # -- events: each returns where to go on ------------------------------

    def _on_final(self, at: int, after: int) -> int:
        text = self.text
        if at in self.items or after - 1 in self.items or after in self.items:
            return after
        run = text[at:after]
        spaced = at > self.sentence and text[at - 1].isspace()
        if spaced and run.replace(" ", "") in ("...", "…") and run != "...":
            return after  # an omission inside a sentence
        if run.startswith(". . .") and len(run) > 6 and not spaced:
            following = self._skip_space(after)
            if following < self.end and text[following].isupper():
                self._cut(at + 1)
                return after
        if trailer := TRAILER_RE.match(text, after, self.end):
            after = trailer.end()
        close, pair = after, None
        while close < self.end and text[close] in CLOSERS:
            pair = self.walked.get(close, pair)
            if close not in self.walked and text[close] in "\"'" and self.pairs.get(close):
                break
            close += 1
        following = self._skip_space(close)
        if following >= self.end:
            return self.end
        before = at
        while before > self.sentence and (
            text[before - 1].isspace() or is_laughter(text[before - 1])
        ):
            before -= 1
        if pair is not None:
            ends = self._ends_after_pair(pair, close, following, run[-1])
        else:
            ends = before > self.sentence and self._ends(
                _Mark(run, before, after, close, following)
            )
        if ends:
            note = _FOOTNOTE_RE.match(text, close, self.end) if close == following else None
            close = note.end() if note else close
            self._cut(close)
        return close

    def _on_open(self, at: int, after: int) -> int:
        pair = self.pairs.get(at)
        if pair is None or pair.close >= self.end:
            return after
        broken_off = self.text[pair.close - 1] in _DASHES
        if not broken_off and not HAS_FINAL_RE.search(self.text, at + 1, pair.close):
            if not pair.is_quote and at > self.sentence and self._is_closed_before(at, pair):
                self._cut_unless_it_goes_on(pair.close + 1)
            return pair.close + 1
        if self._is_walked(pair):
            self.walked[pair.close] = pair
            return after
        close = pair.close + 1
        mark = self.text[pair.close - 1]
        while close < self.end and self.text[close] in CLOSERS:
            close += 1
        following = self._skip_space(close)
        if (
            following < self.end
            and (mark in FINAL or (broken_off and self._is_opener(following)))
            and self._ends_after_pair(pair, close, following, mark)
        ):
            self._cut(close)
        return close

    def _on_word(self, at: int, after: int) -> int:
        if korean.is_predicate(self.text, after):
            self._cut_unless_it_goes_on(after)
        return after

    def _on_laugh(self, at: int, after: int) -> int:
        word = at
        while word > self.sentence and self.text[word - 1] in " \u00a0":
            word -= 1
        if word - self.sentence < _MIN_LAUGHED or not korean.is_hangul(self.text[word - 1]):
            return after
        if self.text[at] not in "~^" or korean.is_predicate(self.text, word):
            self._cut_unless_it_goes_on(after)
        return after

    def _on_bullet(self, at: int, after: int) -> int:
        text = self.text
        mark = "①" if "①" <= text[at] <= "⑳" else text[at]
        if after < self.end and text[after] == text[at]:
            while after < self.end and text[after] == text[at]:
                after += 1
            return after  # ○○○ hides a name, ★★★ rates
        if at == self.sentence:
            self.bullet = mark
        elif mark == self.inline_bullet:
            pass
        elif is_inline(text, at, self.sentence, self.end, in_list=bool(self.bullet)):
            self.inline_bullet = mark
        else:
            self._cut(at)
            self.bullet = mark
        return after

    def _on_noun(self, at: int, after: int) -> int:
        text = self.text
        following = self._skip_space(after)
        if following >= self.end:
            return after
        if self.bullet:
            if is_last_item(text, self.sentence, after, following, self.end, self.bullet):
                self._cut(after)
        elif korean.is_nominal_end(text, self.sentence, after, following, self.end):
            self._cut(after)
        return after

    def _on_stamp(self, at: int, after: int) -> int:
        if not self.text[max(self.sentence, at - 4) : at].rstrip().endswith(("on", "at", ":", ",")):
            self._cut(at)
        self._cut(after)
        return after

    def _on_greeting(self, at: int, after: int) -> int:
        if at == self.sentence:
            self._cut(after)
        return after

    def _on_url(self, at: int, after: int) -> int:
        self._cut(after)
        return after

    def _on_furniture(self, at: int, after: int) -> int:
        self._cut(at)
        return after

    def _on_byline(self, at: int, after: int) -> int:
        self._cut(at)
        if after >= self.end or self.text[after].isspace():
            self._cut(after)
        return after

    # -- decisions ---------------------------------------------------------

    def _ends(self, mark: _Mark) -> bool:
        """Say whether the sentence ends at the final marks."""
        text, last, next_ = self.text, self.text[mark.before - 1], self.text[mark.following]
        if next_ in _SAME_SENTENCE or next_ in _CLOSING_BRACKETS + "?!":
            return False
        if mark.is_glued and next_ in _DASHES + "(_@\\|#*":
            return False
        if next_ == "A" and _RIGHTS_RE.match(text, mark.following):
            return False
        if mark.is_glued and next_.isascii() and next_.isalnum():
            if next_.isdigit():
                note = _FOOTNOTE_RE.match(text, mark.close, self.end)
                return last == ")" and mark.is_dot and bool(note)
            return mark.is_closed and next_.isupper() and not mark.is_ellipsis
        if not mark.is_glued and self._turns_korean(mark.before, mark.following):
            return not (mark.is_dot and self._is_marker(mark.before))
        if korean.is_hangul(next_):
            return self._ends_before_hangul(mark, last)
        if korean.is_hangul(last):
            return self._ends_behind_hangul(mark, last)
        if mark.is_dot and last.isdigit() and next_.isdigit():
            return not (mark.is_glued or self._is_marker(mark.before) or self._is_date(mark.before))
        if mark.is_dot and self._is_marker(mark.before):
            return False
        if next_ in _DASHES and not mark.is_dot:
            return not mark.is_ellipsis
        return self._ends_english(mark)

    def _ends_before_hangul(self, mark: _Mark, last: str) -> bool:
        text, following = self.text, mark.following
        if mark.is_glued:
            if mark.is_closed or korean.is_quotative(text, following, self.end, glued=True):
                return False
            needs_verb = mark.is_dot or mark.is_ellipsis
            return korean.is_hangul(last) and (
                not needs_verb or korean.is_predicate(text, mark.before)
            )
        if mark.is_closed and korean.is_quotative(text, following, self.end):
            return False
        if korean.is_bare_quotative(text, following, self.end):
            return False
        if korean.is_hangul(last):
            if mark.is_dot and _SPELLED_RE.match(text, max(mark.before - 2, 0), self.end):
                return False
            return self._ends_behind_hangul(mark, last)
        if last.isdigit() and mark.is_dot:
            return not _SHORT_NUMBER_RE.search(text, max(0, mark.before - 12), mark.before)
        if last.isascii() and last.isalpha():
            if korean.is_quotative(text, following, self.end):
                return False
            if mark.is_dot:
                return not self._is_abbreviation(mark)
        return not mark.is_ellipsis

    def _ends_behind_hangul(self, mark: _Mark, last: str) -> bool:
        if mark.is_ellipsis:
            if _SPEAKER_RE.match(self.text, mark.following, self.end):
                return True
            return korean.is_predicate(self.text, mark.before) or last in _OPEN_ENDINGS
        return not (mark.is_dot and self._is_marker(mark.before))

    def _ends_english(self, mark: _Mark) -> bool:
        text = self.text
        if mark.is_dot and self._is_abbreviation(mark):
            return False
        if not text[mark.following].islower():
            return mark.is_dot or not english.is_suffix(text, mark.following, self.end)
        if mark.is_ellipsis:
            return False
        if text[self.sentence].islower():  # a text that begins its sentences so
            token = english.token_before(text, mark.before, self.sentence)
            return not mark.is_dot or len(token) > 1
        return mark.is_dot and english.is_plain_word(text, mark.before, self.sentence)

    def _is_abbreviation(self, mark: _Mark) -> bool:
        return english.is_abbreviation(
            self.text, mark.before, mark.following, self.sentence, self.end
        )

    def _turns_korean(self, before: int, following: int) -> bool:
        """Say whether an English sentence of three words or more stands before a Korean word."""
        if not _KOREAN_WORD_RE.match(self.text, following, self.end):
            return False
        words = self.text[max(self.sentence, before - _REACH) : before]
        return words.count(" ") >= 2 and not _HANGUL_RE.search(words)

    def _ends_after_pair(self, pair: MarkPair, close: int, following: int, mark: str) -> bool:
        """Say whether a sentence ends behind a quotation or bracket that ends in ``mark``."""
        text, next_ = self.text, self.text[following]
        glued = following == close
        if next_ in FINAL or next_ in _SAME_SENTENCE or next_ in _CLOSING_BRACKETS + _DASHES:
            return False
        if not pair.is_quote and pair.open != self.sentence and pair.close not in self.walked:
            word = english.word_at(text, following, self.end).lower()
            return not glued and word in english.starters() and next_.isupper()
        if next_ == "(" and pair.open > self.sentence and pair.close not in self.walked:
            return False  # a remark on what was quoted
        if self._turns_korean(pair.close, following):
            return not glued
        if korean.is_hangul(next_):
            return not (
                glued
                or korean.is_quotative(text, following, self.end)
                or korean.is_reporting_tail(text, following, self.end)
            )
        if next_.isascii() and next_.isalpha():
            if glued:
                return next_.isupper()
            return not english.goes_on_after_quote(
                text, pair.open, following, self.sentence, self.end, mark
            )
        return True

    def _is_walked(self, pair: MarkPair) -> bool:
        """Say whether the sentences inside a pair are sentences of the text."""
        if self.inner and pair.is_quote:
            return True
        if pair.open > self.sentence and not (
            pair.is_quote and _COLON_RE.search(self.text, max(pair.open - 3, 0), pair.open)
        ):
            return False
        if self.text[pair.close - 1] not in FINAL or pair.kind == "title":
            return False
        if pair.kind == "single" and _HANGUL_RE.search(self.text, pair.open, pair.close):
            return False  # a thought, in Korean prose
        close = pair.close + 1
        while close < self.end and self.text[close] in CLOSERS:
            close += 1
        following = self._skip_space(close)
        if following >= self.end:
            return True
        return self._ends_after_pair(pair, close, following, self.text[pair.close - 1])

    def _is_closed_before(self, at: int, pair: MarkPair) -> bool:
        """Say whether a remark is glued to a finished sentence: 늘었다.(자료: 통계청)."""
        if self.text[at - 1] in FINAL:
            return True
        after = self.text[pair.close + 1 : pair.close + 2]
        is_remark = " " in self.text[at : pair.close] and after.isspace()
        return is_remark and korean.is_predicate(self.text, at)

    def _is_opener(self, following: int) -> bool:
        word = english.word_at(self.text, following, self.end)
        return word[:1].isupper() and word.lower() in english.starters()

    def _is_marker(self, before: int) -> bool:
        """Say whether the sentence so far is a list marker: 1. a. 가. (iii)."""
        return before - self.sentence <= 12 and bool(
            _MARKER_RE.match(self.text, self.sentence, before)
        )

    def _is_date(self, before: int) -> bool:
        return bool(_DATE_RE.search(self.text, max(self.sentence, before - 14), before))

    # -- helpers -------------------------------------------------------------

    def _has_words(self, at: int) -> bool:
        return bool(self.text[max(self.sentence, at - _REACH) : at].strip(_BARE))

    def _cut_unless_it_goes_on(self, after: int) -> None:
        following = self._skip_space(after)
        if following >= self.end:
            return
        next_ = self.text[following]
        if next_ in _SAME_SENTENCE or next_ in FINAL:
            return
        opens = next_ in "\"'<" and following in self.pairs
        if next_ in CLOSERS and not opens:
            return
        if next_ in "(（[ㅋㅎㅠㅜ^~" + _DASHES or EMOJI_RE.match(next_):
            return
        if korean.is_hangul(next_) and korean.goes_on(self.text, following, self.end):
            return
        self._cut(after)

    def _cut(self, at: int) -> None:
        while at > self.sentence and self.text[at - 1].isspace():
            at -= 1
        if at > self.sentence:
            self.ends.append(at)
            self.sentence = self._skip_space(at)
            self.bullet = self.inline_bullet = ""

    def _skip_space(self, at: int) -> int:
        while at < self.end and self.text[at].isspace():
            at += 1
        return at
