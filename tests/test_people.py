"""Persons over documents: spellings put together, slips told from variants."""

from __future__ import annotations

from align.facts import Facts, read_facts
from align.people import Person, find_people, spelling_verdict
from align.pipeline import Report
from align.records import Segment
from align.sentences import split_sentences


def people_of(*texts: str) -> tuple[Person, ...]:
    segments: list[Segment] = []
    for number, text in enumerate(texts):
        for s in split_sentences(text):
            segments.append(
                Segment(
                    id=f"{number}:{s.id}",
                    doc=str(number),
                    start=s.start,
                    end=s.end,
                    lang=s.lang,
                    kind="body",
                    text=s.text,
                )
            )
    facts: dict[str, Facts] = {s.id: read_facts(s.text, s.lang) for s in segments}
    return find_people(segments, facts)


def test_spellings_of_one_person_are_one() -> None:
    people = people_of(
        "OpenAI CEO Sam Altman came. Altman spoke.",
        "샘 올트먼 최고경영자가 왔다. 올트먼 CEO가 말했다.",
        "샘 알트만 CEO가 왔다. 알트만 CEO가 말했다.",
    )
    (altman,) = (p for p in people if "Altman" in p.forms)
    assert {"Sam Altman", "올트먼", "샘 알트만"} <= set(altman.forms)
    assert altman.unusual == frozenset()


def test_rare_odd_spelling_is_a_slip() -> None:
    (person,) = people_of(
        "올트먼 CEO가 왔다. 올트먼 CEO가 말했다. 올트먼 CEO가 갔다. 울트먼 CEO다."
    )
    assert person.unusual == {"울트먼"}
    assert spelling_verdict(person, "울트먼") == "unusual"
    assert spelling_verdict(person, "올트먼") == "same"


def test_word_near_a_known_name_is_found_without_title() -> None:
    people = people_of("샘 알트먼 CEO가 왔다. 알트먼 CEO가 갔다. 알트민과 같이 온 사람도 있다.")
    (person,) = (p for p in people if "알트먼" in p.forms)
    assert "알트민" in person.forms


def test_two_persons_of_one_family_name_stay_two() -> None:
    people = people_of("이재용 회장은 이영 장관을 만났다.")
    assert {tuple(sorted(p.forms)) for p in people} == {("이재용",), ("이영",)}


def test_titles_are_kept_by_naming() -> None:
    (person,) = people_of("Greg Brockman, co-founder and chairman of OpenAI, came along.")
    assert person.namings[0].titles == ("co-founder", "chairman")


def test_persons_of_the_seeds_are_persons(seeds_report: Report) -> None:
    names = {name for person in seeds_report.persons for name in person.name.split(" · ")}
    assert {"Sam Altman", "이영", "윤석열", "Greg Brockman", "정신아", "Masayoshi Son"} <= names
    assert not names & {"이", "윤", "정", "Altman", "Startups", "스타게이트", "카나나"}
    assert sum(" " in name or len(name) >= 3 for name in names) >= len(names) - 4


def test_bare_family_name_is_who_the_document_means() -> None:
    people = people_of("이영 장관은 이재용 회장을 만났다. 이 장관은 기뻐했다. 이 회장도 그랬다.")
    forms = {frozenset(person.forms) for person in people}
    assert forms == {frozenset({"이영", "이"}), frozenset({"이재용", "이"})}
