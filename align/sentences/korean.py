"""Whether a Korean sentence ends at a word, and whether it goes on after a quotation."""

from __future__ import annotations

import re
from functools import cache

from align.tables import read_table

_FIRST, _FINALS = 0xAC00, 28
_NIEUN, _RIEUL, _BIEUP, _SSANG_SIOS = 4, 8, 17, 20

_POLITE_RE = re.compile(
    r"(?:[어아여에예해네데군구고나까세셔지려와워봐봬줘돼되래대라게걸든져춰써켜쳐겨죠]요|[았었겠했됐]어용?|죠|[에예아어해]용)$"
)
_NOT_POLITE_RE = re.compile(
    r"(?:^|[^가-힣])(?:아니|네|그래|저|여보세|왜)요$|(?:수|필|중|주|개|동|가|소|강)요$"
)
_NOMINAL_RE = re.compile(
    r"""(?:
        [있없았었겠했됐였같싶않좋많받]음 | (?:것|때문|예정|전망|방침)임
      | [늘줄드나타일생]어남 | (?:드러|나타|생겨|벗어)남 | [아어워해려커]짐 | [가-힣][됨함]
      | [가-힣][아어워와해려겨켜여]\s?[줌봄둠옴] | [가-힣][다라녀]옴
    )$""",
    re.VERBOSE,
)
_PROGRESS_RE = re.compile(r"[은는]\s.*[을를]\s(?P<noun>[가-힣]{2,4})\s중$", re.DOTALL)
_CONNECTIVE_RE = re.compile(
    r"(?:그러나|하지만|따라서|그래서|게다가|그러므로|그런데|그러자|그럼에도|반면)[\s,]"
)
_GOES_ON_RE = re.compile(
    r"""(?:
        # quotative endings torn off by a space: 왔다 고, 했다 라는, 간다 면
        (?:이?라)?고(?:[\s,는도만]|요|까지|$) | (?:이?라)?(?:며|면서|면|던|든|니)(?:[\s,]|$)
      | 는\s | 거나 | 라[기는도]
        # forms of 하다: 했다 하더라도, 온다 해도, 왔다 했다
      | 하(?:고|며|면|는|니|더|자|다|여|지|기|거|던|였|십|셨) | 해[\s서도야] | 했 | 합니
      | 할\s(?:수|것|만|정도|지) | 한다 | 함(?:\s|$)
        # verbs that take the form: 있다 보니, 했다 치고, 간다 싶다, 있다 없다
      | 싶 | 치[고더자면] | 말[고았] | 말이[다지야] | 보[니면고] | 봐[도야서] | 손\s?치 | 쳐도
      | 없[이는을다어었]
      | 생각 | 믿 | 느[끼껴꼈] | 듯 | 그러[고며면더니] | 이러 | 그랬 | 이랬
      | 식[으의] | 정도 | 뜻[이을으] | 등[\s의을]
        # coming and going: 갔다 왔다, 왔다 갔다
      | 왔 | 갔 | 와[서도\s] | 가[서도]
    )""",
    re.VERBOSE,
)
_BARE_QUOTATIVE_RE = re.compile(
    r"(?:이?라(?:고|며|는|면서|던)|하(?:고|며|는|면서))(?:[\s는도만]|$)"
)


def _final(char: str) -> int:
    """Return the number of the consonant that closes a Hangul syllable, 0 for none."""
    code = ord(char) - _FIRST
    return code % _FINALS if 0 <= code < 11172 else -1


def has_no_final(char: str) -> bool:
    """Say whether a Hangul syllable ends in its vowel: before 다 it is then a noun's, 금리다.

    >>> has_no_final("리"), has_no_final("했")
    (True, False)
    """
    return _final(char) == 0


def is_hangul(char: str) -> bool:
    """Say whether ``char`` is a Hangul syllable.

    >>> is_hangul("한"), is_hangul("ㅋ"), is_hangul("h")
    (True, False, False)
    """
    return "가" <= char <= "힣"


@cache
def _quotative_re() -> re.Pattern[str]:
    """Match words that go on after a quotation; before a space or the end of a word."""
    words = sorted(
        (row["word"] for row in read_table("quotatives")), key=lambda word: (-len(word), word)
    )
    return re.compile(rf"(?:{'|'.join(words)})(?![가-힣])")


@cache
def _glued_quotative_re() -> re.Pattern[str]:
    """Match quotative endings directly behind a full stop; long ones whatever follows them."""
    rows = [row for row in read_table("quotatives") if row["class"] != "particle"]
    long = {r["word"] for r in rows if r["class"] == "quotative" and len(r["word"]) > 1}
    short = {row["word"] for row in rows} - long
    return re.compile(
        rf"(?:{'|'.join(sorted(long, key=lambda word: (-len(word), word)))})"
        rf"|(?:{'|'.join(sorted(short, key=lambda word: (-len(word), word)))})(?![가-힣])"
        r"|[은는이가을를의]\s"
    )


@cache
def reporting_re() -> re.Pattern[str]:
    """Return a pattern of the Korean reporting verbs, as they begin.

    >>> reporting_re().search("그는 밝혔다").group()
    '밝혔'
    """
    forms = [row["form"] for row in read_table("reporting_verbs") if row["lang"] == "ko"]
    return re.compile("|".join(sorted(forms, key=lambda form: (-len(form), form))))


_BEFORE_VERB = ("이", "가", "은", "는", "도", "서", "에게", "들에", "시", "며", "으로", "렇게")


@cache
def _tail_re() -> re.Pattern[str]:
    return re.compile(
        rf"[^.!?\"“”‘’\n]{{0,50}}?(?:^|\s)(?:{reporting_re().pattern})[가-힣]{{0,4}}[.!?]"
    )


@cache
def _verbal_nouns() -> frozenset[str]:
    """Nouns that take 하다, so that 함 behind them ends a sentence: 발표함, not 천안함."""
    return frozenset(row["word"] for row in read_table("action_nouns"))


@cache
def dialect_endings() -> tuple[str, ...]:
    """Return endings that close a sentence in a dialect and no word of the standard language.

    >>> "습니더" in dialect_endings()
    True
    """
    return tuple(row["ending"] for row in read_table("dialect_endings"))


@cache
def action_nouns() -> frozenset[str]:
    """Return the nouns that close a headline or list item: 확대 (expansion), 인하 (a cut).

    >>> "확대" in action_nouns()
    True
    """
    return frozenset(row["word"] for row in read_table("action_nouns") if row["class"] != "verbal")


def is_predicate(text: str, at: int) -> bool:
    """Say whether the word that ends at ``at`` can close a sentence without a mark.

    Plain and polite verb endings and clear nominal ones only: 왔다, 합니다, 해요,
    없음, 확대됨. Endings that a clause inside a sentence may have as well (지,
    네, 까, ㄹ게) are left out.

    >>> [is_predicate(w, len(w)) for w in ("올랐다", "갑니다", "가세요", "있음", "간다", "늘어남")]
    [True, True, True, True, True, True]
    >>> [is_predicate(w, len(w)) for w in ("모두 다", "필요", "다음", "크다", "포함", "강남")]
    [False, False, False, False, False, False]
    """
    last, before = text[at - 1], text[at - 2] if at > 1 else " "
    if text.endswith(dialect_endings(), 0, at):
        return True
    if last == "다":
        final = _final(before)
        if final == _SSANG_SIOS:
            return True
        if before == "니":
            return at > 2 and (_final(text[at - 3]) == _BIEUP or text[at - 3] == "아")
        if final == _NIEUN:
            return before not in "반단안판산" or (at > 2 and is_hangul(text[at - 3]))
        if before == "이":
            return at > 3 and is_hangul(text[at - 3]) and text[at - 3] not in "사보들쌓높낮늘줄먹"
        return text[max(0, at - 4) : at - 1].endswith(("것 같", "하지 않", "지 않", "고 싶"))
    word = text[max(0, at - 8) : at]
    if last in "요죠용어줘":
        if last == "줘":
            return before in "려여아어해와" and at > 2 and is_hangul(text[at - 3])
        return bool(_POLITE_RE.search(word)) and not _NOT_POLITE_RE.search(word)
    if last in "음임남짐함됨줌봄옴둠":
        if not _NOMINAL_RE.search(word):
            return False
        return last != "함" or word.rsplit(None, 1)[-1][:-1] in _verbal_nouns()
    return False


def is_nominal_end(text: str, start: int, at: int, following: int, end: int) -> bool:
    """Say whether a headline-like sentence ``text[start:at]`` ends without verb and mark.

    Three signs: "will" nouns behind a future form (발표할 예정), a topic whose
    object is "under" something (경위를 조사 중), and a noun of action before a
    word that only opens sentences (5% 하락 따라서).

    >>> t = "정부는 대책을 발표할 예정 의사는 말했다"
    >>> is_nominal_end(t, 0, 14, 15, len(t))
    True
    """
    space = max(text.rfind(" ", max(start, at - 12), at), start)
    word = text[space:at].strip()
    if word in ("예정", "방침", "계획", "전망"):
        return (
            space > start
            and _final(text[space - 1]) == _RIEUL
            and not is_quotative(text, following, end)
            and text[following : following + 2] not in ("아래", "하에", "중이", "대로")
        )
    if word == "중":
        match = _PROGRESS_RE.search(text, max(start, at - 200), at)
        return bool(match) and match["noun"] in _in_progress()  # type: ignore[index]
    return word in action_nouns() and bool(_CONNECTIVE_RE.match(text, following, end))


@cache
def _in_progress() -> frozenset[str]:
    return frozenset(
        row["word"] for row in read_table("action_nouns") if row["class"] == "progress"
    )


def goes_on(text: str, after: int, end: int) -> bool:
    """Say whether the word at ``after`` continues the clause before it: 왔다 고, 했다 하더라도.

    >>> goes_on("했다 하더라도", 3, 7), goes_on("했다 회의는", 3, 6)
    (True, False)
    """
    return bool(_GOES_ON_RE.match(text, after, end))


def is_quotative(text: str, after: int, end: int, *, glued: bool = False) -> bool:
    """Say whether the word at ``after`` takes up a quotation: 라고, 며, 이라는, 하고.

    With ``glued`` the word stands right behind a full stop without quotation
    mark, where only quotative endings count.

    >>> is_quotative("라고 말했다", 0, 6), is_quotative("해가 났다", 0, 5, glued=True)
    (True, False)
    """
    pattern = _glued_quotative_re() if glued else _quotative_re()
    return bool(pattern.match(text, after, end))


def is_bare_quotative(text: str, after: int, end: int) -> bool:
    """Say whether a word behind a mark and a space still quotes: 뭐지? 하고, 온다. 라는.

    >>> is_bare_quotative("라는 말", 0, 4), is_bare_quotative("한 사람", 0, 4)
    (True, False)
    """
    return bool(_BARE_QUOTATIVE_RE.match(text, after, end))


def is_reporting_tail(text: str, after: int, end: int) -> bool:
    """Say whether all that follows up to the next mark is "so-and-so said".

    >>> is_reporting_tail("오 씨가 말했다. 또", 0, 10)
    True
    >>> is_reporting_tail("그는 온다고 말했다.", 0, 11)
    False
    """
    match = _tail_re().match(text, after, min(end, after + 80))
    if not match:
        return False
    verb = reporting_re().search(match.group())
    head = match.group()[: verb.start()].rstrip() if verb else ""
    return not head or head.endswith(_BEFORE_VERB)
