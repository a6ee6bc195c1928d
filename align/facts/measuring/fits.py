"""Whether a word behind a number is its unit, which "8 in 10" and 열대 (tropics) have not."""

from __future__ import annotations

import re

from align.facts.measuring.contexts_ko import is_meant
from align.facts.measuring.unit_letters import is_letter_unit, needs_cue
from align.facts.measuring.units import Unit
from align.facts.numbers.numerals import Numeral, lookalikes, stands_alone

DIGIT_WORDS = frozenset("일삼사오육칠팔구영공")
TENS_WORDS = frozenset("조경억만천백십")
NUMBERED = frozenset(
    ("장", "차", "조", "항", "회", "과", "부", "권", "편", "기", "막", "절", "호", "단계")
)
"""What 제 and one syllable number: 제삼 장; 제일 before a space is "most"."""

OLD_WORDS = frozenset({"서", "너", "석", "넉", "닷", "엿"})
OLD_UNITS = frozenset("되말홉달장점근냥자돈섬치") | {"마지기", "가마", "가마니"}
ROUND_UNITS = frozenset({"명", "원", "년", "개", "건", "배", "불", "톤", "평"})
"""What 천, 만, 백, 십 may touch without being another word (천명, 만원)."""

SECONDS_RE = re.compile(r"\s(?:\d{1,2}|[일이삼사오육칠팔구십]{1,3})\s?초")
TIMELY_RE = re.compile(r"\s?(?:전|간|동안|뒤|후|만에|째|연속|넘)")
LASTING_KO_RE = re.compile(
    r"\s?(?:전|간|동안|뒤|후|만에|째|연속|넘|정도|쯤|가량|거리|이내|안에|내내|이면|마다|씩|더|남|늦|일찍|걸|지나|이상|미만)|[을만]\s"
    r"|\s(?:\d{1,2}|[일이삼사오육칠팔구십]{1,3})\s?초"
)
"""What behind 오 분, 삼 주 makes it a stretch of time."""

ENDS_RE = re.compile(r"\s*(?:$|[.,;:)\"”'’]|more or less)")
AFTER_WON_RE = re.compile(r"\s(?:the|a|an|in|by|at|gold|silver|bronze|\d)")
AFTER_DAY_RE = re.compile(r"\s(?:later|ago|after|before|earlier|in|of|per)\b")
BEFORE_DAY_RE = re.compile(r"\b(?:for|in|within|than|about|just|only|after|at least)\s$", re.I)
DECADE_RE = re.compile(r"\b(?:his|her|their|the|my|our|mid|early|late)[\s-]$", re.IGNORECASE)
READING_RE = re.compile(r"\d{2,3}/\d{2,3}")
"""Two figures with a stroke between them, as of the pressure of blood: 120/80 mmHg."""

ESCAPE_RE = re.compile(r"[0-9A-F]{2}(?![\d.,])")
"""Behind %, which then stands for another character: my%20file."""

MANY_SECONDS = 100
LASTED_RE = re.compile(r"\b(?:in|for|of|after|within|took|takes|lasted|under|than|about)\s$", re.I)
"""Before so many s, which else are a plural: 747s."""

LEAGUE_RE = re.compile(r"(?<!in\s)\b(?:under|over)[\s-]$", re.IGNORECASE)
"""Before 12s and 65s, which then are people by age."""

AGAIN_RE = re.compile(r"(?:다시|또)\s$")
LIMITED_RE = re.compile(r"에\s?$")
"""Before 한해 or 한해서, which then limits (이번에 한해) and is no year."""

WHOLE_RE = re.compile(r"\d월\s?$")
"""Before 한 달, which then is that month and no second figure (6월 한 달 동안)."""

MOST_PENCE = 1000
SCREEN_LINES = frozenset((144, 240, 360, 480, 576, 720))
"""Lines of a picture, which have a p behind them as pence have (720p)."""

SPIN_RE = re.compile(r"rotat|make a|spin|twist", re.IGNORECASE)


def fits(text: str, lang: str, unit: Unit, n: Numeral, at: int) -> bool:
    """Say whether the unit at ``text[at]`` can belong to the number before it.

    >>> from decimal import Decimal
    >>> from align.facts.measuring.units import unit_at
    >>> two = Numeral(start=0, end=1, value=Decimal(2), form="bare")
    >>> [fits(t, "ko", unit_at(t, 2, "ko"), two, 2) for t in ("이 점", "이 명")]
    [False, True]
    """
    return _fits_ko(text, unit, n, at) if lang == "ko" else _fits_en(text, unit, n, at)


def _fits_ko(text: str, unit: Unit, n: Numeral, at: int) -> bool:
    word, touches = text[n.start : n.end], at == n.end
    if touches and word + unit.form in lookalikes("native"):
        return False
    if not is_meant(text, unit, n, at):
        return False
    if n.form == "bare":
        return _bare_fits(text, unit, n, at, word)
    if n.form == "native":
        return unit.kind not in ("percent", "point") or unit.form in ("퍼센트", "프로")
    return not (unit.form == "도" and n.form == "digits" and n.value > (9999 if touches else 1800))


def _bare_fits(text: str, unit: Unit, n: Numeral, at: int, word: str) -> bool:
    """Say whether a syllable that may be no number is one before this unit."""
    touches = at == n.end
    sino = word in DIGIT_WORDS or word in TENS_WORDS or word == "이" or word in OLD_WORDS
    if text[max(0, n.start - 1) : n.start] == "제" and unit.form in NUMBERED:
        return touches or word != "일"
    if word == "하나" or (sino and touches and not _attached(text, unit, n, word)):
        return False
    if unit.form == "일" and not sino:
        return False  # 한 일 (what was done); a day is 하루
    if word == "한" and unit.form in ("번", "차례") and _is_again(text, n, at + len(unit.form)):
        return False
    if word in lookalikes("sino") and unit.kind == "count" and unit.form not in ROUND_UNITS:
        return False
    if word == "한" and unit.form == "달" and WHOLE_RE.search(text, max(0, n.start - 3), n.start):
        return False
    if word == "한" and unit.form == "해" and touches:
        return LIMITED_RE.search(text, max(0, n.start - 2), n.start) is None
    if word == "한":
        measured = unit.kind in ("duration", "dimension", "currency", "age")
        return (measured and unit.form not in ("해", "주", "리", "평")) or unit.one
    if word == "이":
        return _is_two(text, unit, at)
    if word in DIGIT_WORDS and unit.kind == "duration" and not touches:
        end = at + len(unit.form)
        lasts = LASTING_KO_RE.match(text, end) is not None or stands_alone(text, n.start, end)
        return unit.digit or lasts
    if word in DIGIT_WORDS:
        point = word == "일" and unit.form == "점"
        return unit.digit and (
            not point or re.compile(r"\s?[을차로]").match(text, at + 1) is not None
        )
    if word in TENS_WORDS:
        return unit.kind != "count" or not touches or unit.form in ROUND_UNITS
    if word in OLD_WORDS:
        return unit.form in OLD_UNITS
    return unit.form not in ("세", "위", "리", "조")


def _is_again(text: str, n: Numeral, end: int) -> bool:
    """Say whether 한 번 is "once more"."""
    before = AGAIN_RE.search(text, max(0, n.start - 3), n.start)
    return before is not None or re.compile(r"\s?더(?![가-힣])").match(text, end) is not None


def _attached(text: str, unit: Unit, n: Numeral, word: str) -> bool:
    """Say whether a syllable and a unit without space are no other word (사명, 공세)."""
    if stands_alone(text, n.start, n.end + len(unit.form)) or word in OLD_WORDS:
        return True
    if len(unit.form) > 1 and unit.kind != "count":
        return True
    if unit.form == "할":
        return word in "삼육칠팔"
    if unit.kind == "duration" and word in "삼사오육칠팔":
        return text.startswith("간", n.end + len(unit.form))
    return (word in "천만백십" and unit.form in ROUND_UNITS) or (word == "이" and unit.form == "등")


def _is_two(text: str, unit: Unit, at: int) -> bool:
    """Say whether 이 before this unit is two and not "this"."""
    if unit.form in ("명", "퍼센트", "개월", "퍼센트포인트"):
        return True
    if unit.form == "등":
        return text[at - 1] == "이"
    if unit.form == "분":
        return SECONDS_RE.match(text, at + 1) is not None
    if unit.form in ("년", "주", "주일"):
        return TIMELY_RE.match(text, at + len(unit.form)) is not None
    long = len(unit.form) > 1 and unit.form not in ("달러", "메가", "센티")
    return unit.kind in ("dimension", "currency") and long


def _fits_en(text: str, unit: Unit, n: Numeral, at: int) -> bool:
    form, end = unit.form, at + len(unit.form)
    digits = n.form == "digits"
    if n.form == "fraction" and READING_RE.fullmatch(text, n.start, n.end):
        return False
    if form in ("in", "bar"):
        ends = ENDS_RE.match(text, end) or (form == "bar" and text.startswith(" of ", end))
        return digits and bool(ends)
    if form == "%":
        return ESCAPE_RE.match(text, end) is None
    if form == "yo":
        return text[end : end + 1] != "-"
    if form == "atm":
        return text[at:end] == form  # an ATM gives money
    if len(form) == 1 and form.isalpha():
        return _letter_fits(text, form, n, at)
    if form == "won":
        round_sum = n.value >= 1000 and n.value % 10 == 0  # nobody wins 2 billion times
        return n.value >= 100 and (round_sum or AFTER_WON_RE.match(text, end) is None)
    if form == "real":
        return re.compile(r"\s[a-z]").match(text, end) is None
    if form in ("turn", "turns"):
        return SPIN_RE.search(text, max(0, n.start - 20), n.start) is not None
    if form in ("cup", "cups"):
        return text[at].islower()
    if form == "le":
        return digits
    if form in ("second", "quarter"):
        return n.value == 1 or text[at - 1] == "-" or n.value % 1 != 0
    if form == "quarters":
        return digits or n.form == "word"
    if form in ("day", "days", "night") and n.value == 1 and n.form == "word":
        return (
            text[at - 1] == "-"
            or AFTER_DAY_RE.match(text, end) is not None
            or BEFORE_DAY_RE.search(text, max(0, n.start - 12), n.start) is not None
        )
    if unit.kind == "multiple":
        return n.value > 1 or digits
    return not (form == "times" and n.form == "word" and n.value == 1)


def _letter_fits(text: str, form: str, n: Numeral, at: int) -> bool:
    """Say whether a unit of one letter is meant: 5 m, 3h, but not 5 s'."""
    after = text[at + 1 : at + 2]
    if n.form != "digits":
        return form in ("h", "m") and n.form == "fraction"
    if form != "c" and needs_cue(form):
        return is_letter_unit(text, n.start, at, form)
    if form == "p":
        return at == n.end and n.value < MOST_PENCE and n.value not in SCREEN_LINES
    if form == "s" and (
        DECADE_RE.search(text, max(0, n.start - 8), n.start)
        or LEAGUE_RE.search(text, max(0, n.start - 9), n.start)
    ):
        return False
    if after in ("'", "’"):
        return False
    if form == "s" and at == n.end and n.value >= MANY_SECONDS:
        return LASTED_RE.search(text, max(0, n.start - 8), n.start) is not None
    return at == n.end or form not in ("s", "t", "c", "l") or after in ("", ".", ",", ";", " ", ")")
