"""The places where a scan stops: what may end a sentence, hide one, or begin an item."""

from __future__ import annotations

import re

from align.sentences.korean import action_nouns, dialect_endings

FINAL = ".!?…。！？．｡‥⋯‼⁇⁈⁉"
CLOSERS = "\"'”’＂＇)]}）］】〕」』｣》〉>»"
OPENERS = "\"'“‘„‚«「『《〈<([{（［【"
BULLETS = "△▲▷▶◇◆□■○●◎☞※▪▫•⁃◈☆★∙❍①-⑳"
EMOJI = "\U0001f1e6-\U0001faff\u2600-\u2604\u2606-\u261d\u261f-\u27bf\u2b50\ufe0f\u200d"
LAUGHTER = f"ㅋㅎㅠㅜ~♡♥^{EMOJI}"
REACTION = "(?:ㄷㄷ|ㅇㅇ|ㄱㄱ|ㄴㄴ|ㅡㅡ|ㅂㅂ)"
"""Trembling, yes, go, no, a stare, bye; one such letter alone is a bullet or a typing slip."""

EVENT_RE = re.compile(
    rf"""
      # final marks, and the spaced dots of an omission
      (?P<final>[{FINAL}]+(?:[ \u00a0]\.(?=[ \u00a0.\s{re.escape(CLOSERS)}]|$))*)
      # what stands around a news text: (서울=한빛뉴스), <저작권자, Copyright ⓒ
    | (?P<furniture>(?<=\s)(?:
          \((?!사진|자료|출처|그래픽|제공|영상)[가-힣A-Za-z·\s]{{2,20}}=[^()\s][^()\n]{{1,20}}\)
        | \[(?!사진|자료|출처|그래픽|제공|영상)[가-힣A-Za-z·\s]{{2,20}}=[^\[\]\s][^\[\]\n]{{1,20}}\]
        | <저작권자 | [Cc]opyright\s?(?:ⓒ|©|\([cC]\)) ))
      # 김하나 기자 hana@example.com
    | (?P<byline>(?<![가-힣])[가-힣]{{2,4}}\s
          (?:[가-힣]{{2,6}}\s?전문\s?|선임|인턴|수습|객원)?기자\s[\w.+-]+@[\w.-]+\w)
      # an opening quotation mark or bracket
    | (?P<open>[{re.escape(OPENERS)}])
      # the last syllable of a word that may close a Korean sentence: 했다, 해요, 있음
    | (?P<word>[다요죠용어줘음임남짐함됨줌봄옴둠]
          | (?:{"|".join(sorted(dialect_endings()))}))(?=\s)
      # a noun that closes a headline or an item: 확대, 발표할 예정, 조사 중
    | (?P<noun>(?:예정|방침|계획|전망|\s중|{"|".join(sorted(action_nouns()))}))(?=\s)
      # mail: 09/20/2000 03:22 PM; Hi Ann,; two addresses in a row
    | (?P<stamp>\d{{1,2}}/\d{{1,2}}/\d{{4}}\s\d{{1,2}}:\d\d(?::\d\d)?\s[AP]M)(?=\s[A-Za-z])
    | (?P<greeting>(?<!\S)(?:Hi|Hello|Hey|Dear)(?:\s[A-Z][\w.]*){{0,3}}[,:])(?=\s+[A-Z])
    | (?P<url>(?<!\S)https?://\S+)(?=\s+https?://)
      # ㅋㅋㅋ ~~ 😀 at the end of a word
    | (?P<laugh>(?<![{LAUGHTER}])[{LAUGHTER}]++|\b{REACTION}++)(?=\s)
    | (?P<bullet>(?<!\S)(?:[{BULLETS}]))
    """,
    re.VERBOSE,
)

LAUGH_RE = re.compile(rf"(?:[ㅋㅎㅠㅜ~^{EMOJI}]++|{REACTION})(?=\s|$)")
HAS_FINAL_RE = re.compile(rf"[{FINAL}]")
EMOJI_RE = re.compile(f"[{EMOJI}]")

TRAILER_RE = re.compile(
    rf"""
      (?:\[[^\[\]\n]{{1,12}}\])++  # notes of an encyclopedia: [3][note 2]
    | [ \u00a0]{{0,3}}
      (?:
        (?:[{EMOJI}~]|[ㅋㅎㅠㅜ]{{2}}|{REACTION}|\^\^|[;:]-?[)(DPp](?!\w))  # 😀 ㅋㅋ ㄷㄷ ^^ ~ :-)
        [{LAUGHTER}!.]*+(?=\s|$)
      | [{EMOJI}]++(?=[가-힣])
      | \((?:\d{{4}}년[^()\n]{{0,12}}|(?:일동\s)?(?:웃음|박수|침묵|한숨|눈물))\)(?=\s|$)  # (웃음)
      )
    """,
    re.VERBOSE,
)
"""What belongs to a sentence although it stands behind its final mark."""


def is_laughter(char: str) -> bool:
    """Say whether a character laughs, weeps or waves: ㅋ, ㅠ, ~, 😀.

    >>> is_laughter("ㅋ"), is_laughter("가")
    (True, False)
    """
    return char in "ㅋㅎㅠㅜ~♡♥^" or bool(EMOJI_RE.match(char))
