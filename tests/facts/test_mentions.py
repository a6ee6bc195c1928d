import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.facts.mentions import read_mentions
from align.facts.particles import is_particle_after, strip_particles

PIECES = st.sampled_from(
    [
        "박민서",
        " ",
        "장관",
        "은",
        "(",
        "32",
        ")",
        "씨",
        "OpenAI",
        "CEO",
        "Anna Lindberg",
        ", ",
        "of",
        "서울",
        "시",
        "구",
        "·",
        "美",
        "https://a.b",
        "<a>",
        "\n",
        "\u1100\u1161",
        "이",
        "전",
        "The",
        "Ministry",
        "'s",
        ".",
    ]
)


def read(text: str, lang: str | None = None) -> list[tuple[str, str, str | None]]:
    return [(m.text, m.type, m.role) for m in read_mentions(text, lang)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norda CEO Anna Lindberg met Education Minister Park Min-seo in Busan.",
            [
                ("Anna Lindberg", "PS", "CEO"),
                ("Park Min-seo", "PS", "Minister"),
                ("Busan", "LC", None),
            ],
        ),
        (
            "Hans Weber, Toyota co-founder and chairman, was late.",
            [("Hans Weber", "PS", "co-founder and chairman"), ("Toyota", "OG", None)],
        ),
        ("However, the talks failed on Monday.", []),
        ("AI and TV are no names. The CEO said so in March.", []),
        ("Korean and American firms", []),
        ("Lindberg's plan", [("Lindberg", "PS", None)]),
        (
            "Anna Novak left. Critics praised Novak.",
            [("Anna Novak", "PS", None), ("Novak", "PS", None)],
        ),
        (
            "the University of Oslo and the World Bank",
            [("University of Oslo", "OG", None), ("World Bank", "OG", None)],
        ),
        ("a Toyota-backed plan", [("Toyota", "OG", None)]),
        ("See https://www.Example.com/Anna now", []),
        (
            "Lt. Col. Anna Novak and Brig. Gen. Hans Weber",
            [("Anna Novak", "PS", "Lt. Col"), ("Hans Weber", "PS", "Brig. Gen")],
        ),
        ("Chelsea/Washington - He left.", [("Chelsea", "LC", None), ("Washington", "LC", None)]),
        ("LONDON/NEW YORK (Reuters) - Shares fell.", [("NEW YORK", "LC", None)]),
        ("Fire Destroys Historic Library In Portland", [("Portland", "LC", None)]),
        ("Five Things To Know About Closing Deals", []),
        (
            "Toyota Unveils Korea Office, Hires Former Bank Chief",
            [("Toyota", "OG", None), ("Korea", "LC", None)],
        ),
        ("They flew to the Philippines.", [("Philippines", "LC", None)]),
        ("The Norwegian Socialist Party won.", [("Norwegian Socialist Party", "OG", None)]),
        (
            "The Association of Welsh Bakers met.",
            [("Association of Welsh Bakers", "OG", None)],
        ),
        ("Ask Oakhurst Dairy, Inc. first.", [("Oakhurst Dairy, Inc.", "OG", None)]),
        ("Renata K. called.", [("Renata K.", "PS", None)]),
        ("Renata,", [("Renata", "PS", None)]),
        ("Thanks,", []),
        ("Wholesale Cheese for Tired Guests", []),
        ("Vice Minister of Labour Ko Na-rae left.", [("Ko Na-rae", "PS", "Vice Minister")]),
        (
            "Governor of the Bank of Korea Ko Na-rae left.",
            [("Bank of Korea", "OG", None), ("Ko Na-rae", "PS", "Governor")],
        ),
        (
            "The deputy chief of staff Anna Novak and Deputy Finance Minister Hans Weber",
            [
                ("Anna Novak", "PS", "deputy chief of staff"),
                ("Hans Weber", "PS", "Deputy Finance Minister"),
            ],
        ),
        (
            "The Ministry of Land, Infrastructure and Transport met Hans Weber.",
            [
                ("Ministry of Land, Infrastructure and Transport", "OG", None),
                ("Hans Weber", "PS", None),
            ],
        ),
        ("They met Tim Cook.", [("Tim Cook", "PS", None)]),
        ("Dr. Ban Na-rae left.", [("Ban Na-rae", "PS", "Dr")]),
        ("Yesterday Novak left.", [("Novak", "PS", None)]),
        ("Sen. Linda Park left.", [("Linda Park", "PS", "Sen")]),
        ("The club's new coach, Anna Novak, left.", [("Anna Novak", "PS", "coach")]),
        (
            "They met Anna Novak, Toyota's president, Hans Weber, vice chairman of Nissan, and us.",
            [("Hans Weber", "PS", "vice chairman")],
        ),
    ],
)
def test_english(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    found = read(text, "en")
    for mention in expected:
        assert mention in found
    if not expected:
        assert found == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "박민서 교육부 장관은 부산에서 연설했다.",
            [("박민서", "PS", "장관"), ("교육부", "OG", None), ("부산", "LC", None)],
        ),
        ("안나 린드베리 최고경영자(CEO)가 방한했다.", [("안나 린드베리", "PS", "최고경영자")]),
        ("린드베리 CEO와 윤 대통령이", [("린드베리", "PS", "CEO"), ("윤", "PS", "대통령")]),
        ("도요타CEO가 왔다", [("도요타", "OG", None)]),
        ("최모(32)씨와 A씨는", [("최", "PS", None), ("A", "PS", "씨")]),
        (
            "배우 김도현이 서울 마포구 서교동에서",
            [("김도현", "PS", "배우"), ("서울 마포구 서교동", "LC", None)],
        ),
        ("정부는 조사를 이어 가기로 했다.", [("정부", "OG", None)]),
        ("이 회사는 전기를 판다.", []),
        ("이상한 일이 이어졌다.", []),
        (
            "한국은행과 국제원자력기구(IAEA)",
            [("한국은행", "OG", None), ("국제원자력기구", "OG", None), ("IAEA", "OG", None)],
        ),
        (
            "美 국무부는 尹 대통령과",
            [("美", "LC", None), ("국무부", "OG", None), ("尹", "PS", "대통령")],
        ),
        ("박민서·이준호 장관", [("박민서", "PS", None), ("이준호", "PS", "장관")]),
        ("고나래 노동부 차관은 떠났다.", [("고나래", "PS", "차관"), ("노동부", "OG", None)]),
        ("고나래 부대변인이 말했다.", [("고나래", "PS", "부대변인")]),
        ("고나래 대통령 권한대행은", [("고나래", "PS", "대통령 권한대행")]),
        ("고나래 대표 겸 사장이", [("고나래", "PS", "대표 겸 사장")]),
        ("국회의장 고나래는", [("고나래", "PS", "국회의장")]),
        ("안나 첸 판사가", [("안나 첸", "PS", "판사")]),
        ("오슬로대의 안나 노박 교수", [("오슬로대", "OG", None), ("안나 노박", "PS", "교수")]),
    ],
)
def test_korean(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert read(text, "ko") == expected


def test_persons_known_from_elsewhere_are_known_alone() -> None:
    text = "Then Oduya left."
    alone = read_mentions(text, "en", persons=["Grace Oduya"])
    assert [(m.text, m.type) for m in alone] == [("Oduya", "PS")]


def test_offsets_count_code_points_of_decomposed_text() -> None:
    text = unicodedata.normalize("NFD", "어제 박민서 장관은 부산에 갔다.")
    found = read_mentions(text, "ko")
    assert [unicodedata.normalize("NFC", m.text) for m in found] == ["박민서", "부산"]
    assert all(text[m.start : m.end] == m.text for m in found)


@settings(deadline=None)  # the first example reads the tables
@given(st.lists(PIECES, max_size=15).map("".join) | st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    for lang in ("en", "ko", None):
        end = 0
        for mention in read_mentions(text, lang):
            assert end <= mention.start < mention.end <= len(text)
            assert text[mention.start : mention.end] == mention.text
            end = mention.end


@pytest.mark.parametrize(
    "text",
    [
        "Anna " * 8000,
        "A" * 40000,
        "박민서 " * 8000,
        "가" * 40000,
        "장관" * 20000,
        "Inc. & " * 6000,
        "(" * 40000,
        "of " * 12000,
        "서울 " * 8000,
        "<" * 40000,
        "A&" * 20000,
        "a-" * 20000,
        "김·" * 15000,
    ],
    ids=lambda text: text[:6],
)
def test_pathological_text_takes_linear_time(text: str) -> None:
    start = time.process_time()
    read_mentions(text, "en")
    read_mentions(text, "ko")
    assert time.process_time() - start < 6.0


def test_particles_follow_the_last_sound() -> None:
    assert strip_particles("부산에서는")[-1] == "부산"
    assert is_particle_after("서울", "로")
    assert not is_particle_after("부산", "로")
