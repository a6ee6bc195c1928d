"""What harmless translation does must stay silent; what looks like it must not."""

from __future__ import annotations

import pytest

from align.checks import compare, make_text_pair


def find_codes(english: str, korean: str) -> list[str]:
    found = compare(make_text_pair(english, korean))
    return [d.code for d in found if d.severity != "info"]


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        # names: capitals for governments, parties, demonyms, compounds, glosses, pronouns
        ("Washington rejected the proposal on Friday.", "미국은 금요일 그 제안을 거부했다."),
        ("The Republicans lost the vote.", "공화당은 표결에서 패했다."),
        ("A Chilean court heard the case.", "칠레 법원이 사건을 심리했다."),
        ("She won the Ryder Cup.", "그녀는 라이더컵에서 우승했다."),
        ("Jeff Rosling left Oslo.", "로슬링은 오슬로를 떠났다."),
        ("Rosling left with Scott Pelley.", "로슬링은 스코트 펠리(Scott Pelley)와 떠났다."),
        ("The striker scored at half-time.", "스트라이커가 하프타임에 득점했다."),
        ("New York welcomed him.", "뉴욕은 그를 환영했다."),
        ("He met Huh Yoon-hong for lunch.", "알트만은 허윤홍 대표와 점심을 함께했다."),
        # opposites: both poles on a side, or a word that takes either sense
        ("Costs rose while sales fell.", "매출은 줄고 비용은 늘었다."),
        ("The rise was stopped.", "상승세가 꺾이지 않았다."),
        ("He was defeated by one vote.", "그는 한 표 차로 승리를 놓쳤다."),
        # denials in other words
        ("He failed to appear in court.", "그는 법정에 나오지 않았다."),
        ("It was only a matter of time.", "그것은 시간문제일 수밖에 없었다."),
        ("He did not know.", "그는 몰랐다."),
        ("She refused to answer.", "그녀는 대답을 거부했다."),
        ("Not only the price but also the size matters.", "가격뿐 아니라 크기도 중요하다."),
        # scores from the other side, hedges, limits
        ("The Stars lost 2-0 at home.", "스타스는 안방에서 0-2로 졌다."),
        ("Nearly 3,000 people came.", "3천 명 가까이 왔다."),
        ("Up to 3,000 people came.", "최대 3천 명이 왔다."),
        ("More than 3,000 people came.", "3천 명이 넘는 사람이 왔다."),
        ("Mr Clark spoke first.", "클라크 장관이 먼저 말했다."),
        # figures in another form
        ("It took a year and a half.", "1년 6개월이 걸렸다."),
        ("They have 90 days to reply.", "석 달 안에 답해야 한다."),
        ("A 6-foot-2 centre scored.", "키 188cm의 센터가 득점했다."),
        ("Three quarters of the budget was spent.", "예산의 75%를 썼다."),
        ("Each weighs 50 lb.", "무게는 각 50파운드다."),
        ("The oven was at 180°C (350°F).", "오븐은 180℃(350℉)였다."),
        ("She allowed three runs on seven hits.", "그는 7피안타 3실점 했다."),
        ("He scored in the 73rd minute.", "그는 후반 28분에 득점했다."),
        ("One day of leave for each month of work.", "1개월 근무 시 1일의 휴가를 준다."),
        ("A dozen or so were detained.", "10여 명이 연행됐다."),
        ("It fell below the target of 200,000 won.", "목표인 20만 원을 밑돌았다."),
        ("Kim's lawyer denied it.", "김씨의 변호인은 부인했다."),
        ("Costs doubled.", "가격이 두 배가 됐다."),
    ],
)
def test_harmless_translation_is_silent(english: str, korean: str) -> None:
    assert find_codes(english, korean) == []


@pytest.mark.parametrize(
    ("english", "korean", "code"),
    [
        ("Rosling said the talks went well.", "에르도안은 회담이 잘됐다고 말했다.", "NAM001"),
        ("The Republicans won the vote.", "노동당이 표결에서 이겼다.", "NAM004"),
        ("The lounge lies in Gangnam-gu.", "라운지는 성동구에 있다.", "NAM005"),
        ("The second summit took place in June.", "네 번째 정상회담이 6월에 열렸다.", "FIG001"),
        ("Two to 4 inches of rain fell.", "2~5인치의 비가 내렸다.", "FIG001"),
        ("A 44-year-old man was arrested.", "44개월 남성이 체포됐다.", "UNI001"),
        ("He will appear in mid-March.", "그는 11월 중순에 나온다.", "DAT001"),
        ("The store opens at 9 in the morning.", "가게는 오후 9시에 연다.", "DAT006"),
        ("The minister declined to comment on it.", "장관은 그 일을 자세히 설명했다.", "NEG002"),
    ],
)
def test_what_differs_is_found(english: str, korean: str, code: str) -> None:
    assert code in find_codes(english, korean)
