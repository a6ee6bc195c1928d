import pytest

from align.facts.names import compare_names
from align.facts.spellings.forms import read_latin
from align.facts.spellings.namesakes import (
    are_listed_apart,
    are_other_chinese,
    are_other_names,
    find_names,
)
from align.facts.spellings.romanised import spelled_syllables
from align.facts.spellings.spelling import SLIP_SCORE
from align.tables import read_table


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("해리슨", "해리스"),
        ("모네", "마네"),
        ("조지 해리슨", "조지 해리스"),
        ("조지 해리스", "해리슨"),
        ("스벤 토르센", "스벤 토르손"),
        ("리펑", "리창"),
        ("사토", "사이토"),
        ("Larsson", "라르센"),
        ("Kamala Harris", "카멀라 해리슨"),
    ],
)
def test_two_names_that_are_near_stay_two(a: str, b: str) -> None:
    assert compare_names(a, b).verdict == "different"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("도널드 트럼프", "도날드 트럼프"),
        ("호아킨 로페스", "와킨 로페스"),
        ("토마스 만", "토마 만"),
        ("마오쩌둥", "마오쩌뚱"),
        ("라르손", "라르슨"),
        ("윌리엄스", "윌리엄즈"),
        ("Kristen Holm", "크리스틴 홀름"),
        ("Harris", "해리스"),
    ],
)
def test_two_spellings_of_a_name_stay_one(a: str, b: str) -> None:
    assert compare_names(a, b).verdict in ("same", "variant")


@pytest.mark.parametrize(
    ("english", "slip"),
    [("Yasunari Kawabata", "가와마타 야스나리"), ("Carlos Alcaraz", "카를로스 알타라스")],
)
def test_one_jamo_of_a_full_name_off_is_a_slip(english: str, slip: str) -> None:
    match = compare_names(english, slip)
    assert (match.score, match.verdict) == (SLIP_SCORE, "unusual")


@pytest.mark.parametrize(
    ("english", "other"),
    [("Tom Hardy", "톰 하퍼"), ("Michael Jordan", "마이클 잭슨"), ("Kofi Annan", "코비 아난")],
)
def test_no_name_of_another_is_a_slip(english: str, other: str) -> None:
    assert compare_names(english, other).verdict == "different"


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("Bruno Le Maire", "르메르"),
        ("Ursula von der Leyen", "폰데어라이엔"),
        ("Gabriel García Márquez", "가르시아 마르케스"),
        ("Lech Wałęsa", "레흐 바웬사"),
        ("Novak Đoković", "노바크 조코비치"),
        ("Johnson & Johnson", "존슨앤드존슨"),
        ("P&G", "피앤지"),
        ("3M", "쓰리엠"),
        ("Booking.com", "부킹닷컴"),
        ("K.J. Choi", "최경주"),
        ("Chung Kyung-wha", "정경화"),
        ("Gothenburg", "예테보리"),
        ("Warner Bros. Discovery", "워너브러더스 디스커버리"),
        ("German Foreign Ministry", "독일 외교부"),
        ("U.S. Department of Energy", "미국 에너지부"),
        ("Busan District Court", "부산지법"),
    ],
)
def test_the_same_name_in_unlike_letters(english: str, korean: str) -> None:
    assert compare_names(english, korean).verdict in ("same", "variant")


def test_an_initial_is_less_sure_than_a_spelling_and_surer_than_another() -> None:
    spelled, short, other = (
        compare_names(name, "최경주").score
        for name in ("Kyung-ju Choi", "K. J. Choi", "B. R. Choi")
    )
    assert spelled > short > other


def test_the_end_of_a_title_is_not_its_family_name() -> None:
    assert not read_latin("Uncover the Smoking Gun").tails
    assert len(read_latin("Aung San Suu Kyi").tails) == 2


def test_an_inverted_wh_spells_hw() -> None:
    assert "환" in spelled_syllables("whan")


def test_every_listed_spelling_is_found() -> None:
    rows = read_table("name_forms")
    for row in rows[::9]:
        for form in row["letters"].split(";") + row["hangul"].split(";"):
            assert find_names(form), form
        assert not are_listed_apart(row["letters"].split(";")[0], row["hangul"].split(";")[0])


def test_chinese_names_are_told_by_whole_names_only() -> None:
    assert not are_other_chinese("루슈디", "루시디칸")
    assert not are_other_names("리펑", "리창")


@pytest.mark.parametrize("row", read_table("exonyms")[::5], ids=lambda row: row["english"])
def test_listed_places_are_the_same_in_all_forms(row: dict[str, str]) -> None:
    for english in row["english"].split(";"):
        for korean in row["korean"].split(";"):
            assert compare_names(english, korean).verdict == "same", (english, korean)
