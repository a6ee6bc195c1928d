"""Names that render each other though they do not look so, and words that are no names."""

from __future__ import annotations

import pytest

from align.checks import compare, make_text_pair


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        # as pronounced: what is written 한라 is said 할라
        ("Mount Halla is closed.", "한라산 입산이 통제됐다."),
        ("Silla unified the land.", "신라는 땅을 통일했다."),
        ("Jongno was blocked for hours.", "종로는 몇 시간 동안 통제됐다."),
        ("The path leads to Baengnokdam.", "길은 백록담으로 이어진다."),
        # plural letters and what is counted are no organisations
        ("Two RVs and three ATVs were stolen.", "캠핑카 2대와 사륜오토바이 3대가 도난당했다."),
        ("He hit a double and had three RBIs.", "그는 2루타 1개로 3타점을 올렸다."),
        # a capital for its government, a common noun
        ("Tokyo is silent, an official said.", "외무성 관계자는 답이 없다고 말했다."),
        ("Crypto exchange volumes fell.", "가상자산 거래소의 거래량이 줄었다."),
        # names given in baptism
        ("The Rev. Paul Kim celebrated Mass.", "김 바오로 신부가 미사를 집전했다."),
        ("Father Matthew Ma spoke.", "마 마태오 신부가 말했다."),
        ("Cardinal Yeom Soo-jung attended.", "염수정 안드레아 추기경이 참석했다."),
    ],
)
def test_other_forms_of_a_name_are_silent(english: str, korean: str) -> None:
    codes = {d.code for d in compare(make_text_pair(english, korean)) if d.severity != "info"}
    assert not {code for code in codes if code[:3] in ("NAM", "ROL")}


@pytest.mark.parametrize(
    ("english", "korean", "fires"),
    [
        ("Dr. Yoon left at nine.", "문 박사는 9시에 떠났다.", True),
        ("Kim told police that he knew nothing.", "이씨는 경찰에 아무것도 모른다고 말했다.", True),
        ("A suspect surnamed Chae was held.", "피의자 최모(51)씨가 구속됐다.", True),
        ("Dr. Noh left at nine.", "노 박사는 9시에 떠났다.", False),
        ("Rhee is a nurse.", "이모(34) 씨는 간호사다.", False),
        # one professor, this lawmaker; further persons; a letter
        ("Kim said a professor called.", "김 씨는 한 교수가 전화했다고 했다.", False),
        ("Kim did not know a professor had called.", "그는 한 교수가 전화한 줄 몰랐다.", False),
        ("Choi handed it to Kang.", "강씨가 받았다.", False),
        ("The money was handed to Cho by a man surnamed Seo.", "돈은 조씨에게 갔다.", False),
        ("Kang is a teacher.", "A씨는 이씨의 교사다.", False),
    ],
)
def test_surnames_are_compared_where_each_side_has_one(
    english: str, korean: str, fires: bool
) -> None:
    codes = [d.code for d in compare(make_text_pair(english, korean))]
    assert ("NAM001" in codes) is fires
