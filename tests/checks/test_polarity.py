"""Denials, directions, limits, what a figure is said of: what agrees in other words is silent."""

from __future__ import annotations

import pytest

from align.checks import compare, make_text_pair
from align.checks.bounds import find_limit
from align.checks.denied_verbs import find_turned
from align.tables import read_table


def find_codes(english: str, korean: str) -> list[str]:
    found = compare(make_text_pair(english, korean))
    return [d.code for d in found if d.severity != "info"]


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        # words that deny by themselves
        ("The two stories are inconsistent.", "두 이야기는 서로 맞지 않는다."),
        ("The allegation proved false.", "그 의혹은 사실이 아닌 것으로 밝혀졌다."),
        ("The lease is void.", "임대차 계약은 효력이 없다."),
        ("The witness failed to show up.", "증인은 출석에 불응했다."),
        ("The bill failed to pass the committee.", "법안은 위원회에서 부결됐다."),
        ("The minister did not comply with the summons.", "장관은 출석 요구에 불응했다."),
        # first times and superlatives
        ("Unemployment has not been this low in two decades.", "실업률이 20년 만에 가장 낮다."),
        ("Not since 1987 has it frozen this early.", "이렇게 일찍 언 것은 1987년 이후 처음이다."),
        ("A woman has never before led the bank.", "여성이 은행을 이끄는 것은 이번이 처음이다."),
        # conditions, exceptions, polite phrases, everyday opposites
        ("You can't go in unless you have a ticket.", "표가 있어야 들어갈 수 있다."),
        ("The price is $40, not counting tax.", "세금을 빼고 40달러다."),
        ("It couldn't be simpler.", "아주 간단하다."),
        ("Don't hesitate to call.", "언제든 전화하세요."),
        ("It is not far from the station.", "역에서 가깝다."),
        # less than, put as a denial
        ("It took under ten minutes.", "10분도 채 걸리지 않았다."),
        ("The fee is capped at 3% of the price.", "수수료는 가격의 3%를 넘을 수 없다."),
        ("Claims are limited to 5 million won.", "보상액은 500만 원을 넘을 수 없다."),
        ("Each person is allowed a maximum of two tickets.", "1인당 두 장을 초과할 수 없다."),
        ("Parcels not exceeding 5 kilograms go first.", "5kg 이하 소포를 먼저 보낸다."),
        # a verb's "not" is no limit, 넘다 of a place no excess, 까지 with a movement no ceiling
        ("Staff with 10 or more years will not retire.", "10년 이상 직원은 퇴직할 생각이 없다."),
        ("Nearly 300 refugees crossed the river.", "난민 300명 가까이가 강을 넘었다."),
        ("We are not out of danger, but past the crisis.", "위험은 여전하지만 위기는 넘겼다."),
        ("The price climbed to 52,000 won.", "주가는 5만2000원까지 뛰었다."),
        # directions
        ("The chipmaker gave up 3 percent.", "반도체 업체는 3% 떨어졌다."),
        ("Output contracted 2 percent.", "생산은 2% 마이너스 성장했다."),
        ("Prices rose 5 percent after falling 5 percent.", "가격은 5% 떨어진 뒤 5% 올랐다."),
        ("The won fell 5.2 won against the dollar.", "원/달러 환율은 5.2원 올랐다."),
        ("The price did not rise 3 percent.", "가격은 3% 오르지 않았다."),
        # what a figure is said of
        ("The jobless rate for men fell to 3 percent.", "남성 실업률은 3%로 떨어졌다."),
        ("The crime clearance rate was 76 percent.", "범죄 검거율은 76%였다."),
        ("Shares rose by the daily limit of 30 percent.", "주가가 가격제한폭(30%)까지 올랐다."),
        ("Deposits pay 3.2 percent in interest.", "예금 이자는 3.2%다."),
        # verbs that deny
        ("She had no choice but to give up.", "그녀는 포기할 수밖에 없었다."),
        ("A strike cannot be ruled out.", "파업 가능성을 배제하기 어렵다."),
        ("Do not let go of the rope.", "밧줄을 꼭 잡으세요."),
        ("Nobody knows where he is.", "그의 행방은 아무도 모른다."),
        ("No child was left behind.", "모든 아이가 함께 갔다."),
        ("None of the suspects was over 30.", "용의자는 모두 30세 이하였다."),
        ("Demand has never been stronger.", "수요가 그 어느 때보다 강하다."),
        ("He is no longer chairman.", "그는 회장에서 물러났다."),
        ("Don't stand too close.", "조금 떨어져 서 주세요."),
    ],
)
def test_what_agrees_in_other_words_is_silent(english: str, korean: str) -> None:
    polar = {"NEG001", "NEG002", "POL001", "POL002", "QTY001", "FIG005", "FIG010"}
    assert not polar & set(find_codes(english, korean))


@pytest.mark.parametrize(
    ("english", "korean", "code"),
    [
        ("No tsunami warning was issued.", "쓰나미 경보는 발령됐다.", "NEG002"),
        ("He has not ruled out a run.", "그는 출마를 배제하고 있다.", "NEG002"),
        ("The bishop denied having met him.", "주교는 그를 만난 사실을 부인하지 않았다.", "NEG001"),
        ("Do not lift the lid.", "뚜껑을 여세요.", "NEG002"),
        (
            "The set costs $900, down $100 from May.",
            "가격은 900달러로 5월보다 100달러 올랐다.",
            "POL001",
        ),
        ("The new model is 30% lighter.", "신모델은 30% 무겁다.", "POL001"),
        ("Rents fell by 4 percent as sales rose.", "매출은 늘고 임대료는 4% 올랐다.", "POL001"),
        ("Pupils aged 12 and over may enter.", "12세 이하 학생은 입장할 수 있다.", "FIG005"),
    ],
)
def test_what_is_turned_round_is_found(english: str, korean: str, code: str) -> None:
    assert code in find_codes(english, korean)


def test_end_of_a_movement_is_no_limit() -> None:
    side = make_text_pair("", "주가는 5만2000원까지 뛰었다.").target
    assert find_limit(side, side.facts.figures[0]) is None
    side = make_text_pair("", "5만2000원까지 지원한다.").target
    limit = find_limit(side, side.facts.figures[0])
    assert limit is not None
    assert limit.effect == "at most"


@pytest.mark.parametrize("row", read_table("denied_verbs"), ids=lambda row: row["ko"])
def test_every_verb_that_denies_is_read_on_both_sides(row: dict[str, str]) -> None:
    english = {
        "배제": ("ruled out", "배제"),
        "부인[하했해한할함]": ("denied", "부인"),
        "포기": ("given up", "포기"),
        "잊": ("forgotten", "잊"),
        "망설[이인일였임]|주저[하했해한할]": ("hesitated", "주저"),
    }
    verb, stem = english[row["ko"]]
    said, unsaid = ("었다", "지 않았다") if stem == "잊" else ("했다", "하지 않았다")
    lost = find_turned(f"He has never {verb}.", f"그는 {stem}{said}.")
    assert lost is not None
    assert lost.where == "en"
    added = find_turned(f"He has {verb} it.", f"그는 {stem}{unsaid}.")
    assert added is not None
    assert added.where == "ko"
    assert find_turned(f"He has never {verb}.", f"그는 {stem}{unsaid}.") is None


def test_changes_have_both_poles_in_both_languages() -> None:
    rows = read_table("changes")
    for pair in {row["pair"] for row in rows}:
        poles = {(row["pole"], row["lang"]) for row in rows if row["pair"] == pair}
        assert poles == {("a", "en"), ("b", "en"), ("a", "ko"), ("b", "ko")}
