from itertools import combinations, pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.facts.tagging.sequence import TAGS, allowed_steps
from align.facts.tagging.span_odds import FLOOR, choose_names, find_chances, mix_chances
from align.facts.tagging.tag_paths import NEVER

Span = tuple[int, int, int]


def _names_of(tags: tuple[int, ...]) -> set[Span]:
    out: set[Span] = set()
    first = -1
    for place, tag in enumerate([*tags, 0]):
        if first >= 0 and (tag == 0 or tag % 2):
            out.add((first, place, (tags[first] - 1) // 2))
            first = -1
        if tag % 2:
            first = place
    return out


@settings(deadline=None, max_examples=30)
@given(st.lists(st.lists(st.integers(-4, 4), min_size=TAGS, max_size=TAGS), min_size=1, max_size=4))
def test_chances_are_those_of_all_paths_together(rows: list[list[int]]) -> None:
    scores = np.array(rows, np.float64) / 2
    steps = allowed_steps() + np.arange(TAGS * TAGS).reshape(TAGS, TAGS) % 5 / 4
    wanted: dict[Span, float] = {}
    whole = 0.0
    for tags in product(range(TAGS), repeat=len(rows)):
        score = sum(scores[i, tag] for i, tag in enumerate(tags))
        score += sum(steps[a, b] for a, b in zip((0, *tags), (*tags, 0), strict=True))
        if score < NEVER / 2:
            continue
        whole += float(np.exp(score))
        for span in _names_of(tags):
            wanted[span] = wanted.get(span, 0.0) + float(np.exp(score))
    found = find_chances(scores, steps)
    for span, weight in wanted.items():
        if weight / whole > 2 * FLOOR:
            assert found[span] == pytest.approx(weight / whole)
    assert found.keys() <= wanted.keys()


CHANCES = st.dictionaries(
    st.tuples(st.integers(0, 5), st.integers(1, 3), st.integers(0, 2)), st.floats(0.01, 0.33)
)


@given(CHANCES)
def test_the_best_set_of_names_is_chosen(raw: dict[Span, float]) -> None:
    chances = {(start, start + size, kind): p for (start, size, kind), p in raw.items()}
    least = 0.2
    totals: dict[tuple[int, int], float] = {}
    for (start, end, _), chance in chances.items():
        totals[start, end] = (
            totals.get((start, end), 0.0) + chance - least * ((start, end) not in totals)
        )
    found = choose_names(chances, least)
    best = 0.0
    for count in range(1, 7):
        for names in combinations(sorted(totals), count):
            if all(a[1] <= b[0] for a, b in pairwise(names)):
                best = max(best, sum(totals[name] for name in names))
    assert sum(totals[start, end] for start, end, _ in found) == pytest.approx(best)
    assert all(a[1] <= b[0] for a, b in pairwise(found))


def test_no_text_has_no_names() -> None:
    assert find_chances(np.zeros((0, TAGS)), allowed_steps()) == {}
    assert choose_names({}, 0.5) == []


def test_readings_are_averaged() -> None:
    mixed = mix_chances({(0, 2, 0): 1.0, (0, 3, 0): 0.5}, {(0, 3, 0): 0.9}, 0.75)
    assert mixed == {(0, 2, 0): 0.25, (0, 3, 0): pytest.approx(0.8)}
