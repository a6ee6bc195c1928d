import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.facts.hangul import read_jamo, spell_jamo, to_jamo
from align.facts.names import compare_names, find_name, group_names
from align.facts.spellings.consonants import count_unheard, find_firm
from align.facts.spellings.graphemes import cost_reading, make_pieces
from align.facts.spellings.jamo import (
    CLEARLY_OTHER,
    bound_nats,
    count_edits,
    jamo_distance,
    read_sounds,
)
from align.tables import read_table

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "names.jsonl")
    .read_text("utf-8")
    .splitlines()
]
NAMES = st.text(max_size=30) | st.sampled_from(
    [
        "Anna Lindberg",
        "린드베리",
        "Park Min-seo",
        "박민서",
        "SK그룹",
        "美",
        "-",
        "Mr.",
        "ㅋㅋ",
        "A&B",
    ]
)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_cases(case: dict) -> None:
    a, b = case["input"]["a"], case["input"]["b"]
    assert compare_names(a, b).verdict == case["expected"]


@settings(deadline=None)  # the first example reads the tables
@given(NAMES, NAMES)
def test_comparing_is_symmetric_and_never_fails(a: str, b: str) -> None:
    match = compare_names(a, b)
    assert match == compare_names(b, a)
    assert 0.0 <= match.score <= 1.0


@settings(deadline=None)  # the first example reads the tables
@given(st.text(max_size=20))
def test_jamo_spelled_out_read_back(text: str) -> None:
    syllables = "".join(c for c in text if "가" <= c <= "힣")
    assert read_jamo(spell_jamo(to_jamo(syllables))) == to_jamo(syllables)


@pytest.mark.parametrize("row", read_table("organisations")[::7], ids=lambda row: row["english"])
def test_listed_organisations_are_the_same_in_all_forms(row: dict[str, str]) -> None:
    for english in row["english"].split(";"):
        for korean in row["korean"].split(";"):
            assert compare_names(english, korean).verdict == "same", (english, korean)


def test_every_table_of_names_can_be_read() -> None:
    for name in ("graphemes", "known_names", "romanisation", "surnames", "given_syllables"):
        assert read_table(name)


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Anna Lindberg", "어제 안나 린드베리가 서울에 왔다.", "안나 린드베리"),
        ("Lindberg", "린드베리는 웃었다.", "린드베리"),
        ("Park Min-seo", "박민서 장관에게 물었다.", "박민서"),
        ("Park", "박 장관은 답하지 않았다.", "박"),
        ("Lee", "이 제품은 싸다.", None),
        ("Anna Lindberg", "안나푸르나에 올랐다.", None),
        ("Ministry of Education", "교육부가 발표했다.", "교육부"),
        ("교육부", "The Ministry of Education said so.", "Ministry of Education"),
        ("린드베리", "Critics of Lindberg's plan left.", "Lindberg"),
        ("박민서", "Minister Park Min-seo spoke.", "Park Min-seo"),
        ("박민서", "Minister Park Min-ji spoke.", None),
    ],
)
def test_a_name_is_found_in_the_other_language(name: str, text: str, found: str | None) -> None:
    result = find_name(name, text)
    assert (result[0].of(text) if result else None) == found


@settings(deadline=None)  # the first example reads the tables
@given(NAMES, st.text(max_size=60))
def test_finding_never_fails_and_stays_inside(name: str, text: str) -> None:
    result = find_name(name, text)
    if result:
        assert 0 <= result[0].start < result[0].end <= len(text)


def groups_of(*names: str) -> list[set[str]]:
    return [{form for form, _ in group.forms} for group in group_names(names)]


def test_forms_of_one_person_come_together_over_scripts() -> None:
    forms = {"Anna Lindberg", "Lindberg", "안나 린드베리", "린드베리", "안나린드베리"}
    assert groups_of(*sorted(forms)) == [forms]


def test_persons_of_one_family_name_stay_apart() -> None:
    groups = groups_of("Kim Min-seo", "김민서", "Kim Do-hyun", "김도현")
    assert sorted(map(sorted, groups)) == [["Kim Do-hyun", "김도현"], ["Kim Min-seo", "김민서"]]


def test_a_shared_family_name_alone_joins_neither() -> None:
    assert {"Kim"} in groups_of("Kim Min-seo", "Kim Do-hyun", "Kim")


def test_the_slip_is_told_from_the_usual_form() -> None:
    (group,) = group_names(["Oleg Brandt", "브란트", "브란트", "브란트", "브룬터"])
    assert group.usual == ("Oleg Brandt", "브란트")
    assert group.unusual == ("브룬터",)


@settings(deadline=None)  # the first example reads the tables
@given(st.lists(NAMES, max_size=8))
def test_every_form_is_in_one_group(names: list[str]) -> None:
    forms = sorted(form for group in group_names(names) for form, _ in group.forms)
    assert forms == sorted({name.strip() for name in names if name.strip()})


@given(st.text("가나다라마바사아자차카타파하그느드르므", min_size=1, max_size=6), st.data())
def test_the_bound_on_edits_is_below_their_cost(a: str, data: st.DataObject) -> None:
    b = data.draw(st.text("갈날달랄말발살알잘찰칼탈팔할구누두루무", min_size=1, max_size=6))
    x, y = to_jamo(a), to_jamo(b)
    left, right = read_sounds(x), read_sounds(y)
    size = max(left.size, right.size) + 0.7
    edits = count_edits(left.near, left.size, y)
    assert edits - left.lightened - right.lightened <= jamo_distance(x, y) + 1e-9
    assert bound_nats((left,), (right,), 99.0) * size / 2.1 <= jamo_distance(x, y) + 1e-9
    assert count_edits(right.near, right.size, x) == edits
    assert count_edits(left.near, left.size, x) == count_edits(left.close, left.size, x) == 0


@pytest.mark.parametrize(
    ("latin", "hangul", "unheard"),
    [
        ("lindberg", "린드베리", 1),
        ("macron", "마크롱", 0),
        ("jacques", "자크", 2),
        ("xerxes", "", 3),
    ],
)
def test_consonants_that_the_hangul_lacks_are_counted(
    latin: str, hangul: str, unheard: int
) -> None:
    assert count_unheard(find_firm(latin), to_jamo(hangul)) == unheard


def test_listed_names_are_read_by_their_letters() -> None:
    rows = [r for r in read_table("known_names") if r["latin"].isalpha() and r["latin"].isascii()]
    given_up = []
    for row in rows[::5]:
        letters = row["latin"].lower()
        pieces = make_pieces(letters, (False,) * len(letters))
        if cost_reading(pieces, to_jamo(row["hangul"])) > 9:
            given_up.append((row["latin"], row["hangul"]))
    assert len(given_up) <= len(rows) // 5 // 100, given_up


@pytest.mark.parametrize(
    ("a", "b"), [("안나 린드베리", "한나 올브라이트"), ("린드베리 안나", "안나 린드그렌")]
)
def test_what_is_clearly_other_scores_low(a: str, b: str) -> None:
    assert compare_names(a, b).score < CLEARLY_OTHER + 0.1
    assert compare_names(a, b).verdict == "different"


def test_many_pairs_are_compared_in_a_second() -> None:
    rows = [row for row in read_table("known_names") if row["kind"] == "family"]
    latin, hangul = [r["latin"] for r in rows[:100]], [r["hangul"] for r in rows[100:200]]
    start = time.process_time()
    for a in latin:
        for b in hangul:
            compare_names(a, b)
    assert time.process_time() - start < 2.0  # ten thousand; a tenth of it on an idle machine


def test_long_input_takes_linear_time() -> None:
    start = time.process_time()
    compare_names("Lindberg " * 20_000, "린드베리 " * 20_000)
    compare_names("a" * 100_000, "가" * 100_000)
    compare_names("가" * 100_000, "나" * 100_000)
    compare_names("a" * 100_000, "b" * 100_000)
    assert time.process_time() - start < 5.0
