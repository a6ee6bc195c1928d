"""Checks are switched, graded and made stricter by a table of settings."""

from __future__ import annotations

import pytest

from align.checks import compare, make_text_pair
from align.checks.settings import read_check_settings
from align.errors import SettingsError

PAIR = make_text_pair("The fund holds $340 million.", "이 펀드의 규모는 4억3천만 달러다.")


def test_off_and_other_grades() -> None:
    found = compare(PAIR)
    assert [(d.code, d.severity) for d in found] == [("FIG001", "major")]
    off = read_check_settings({"FIG001": "off"})
    assert off.apply(found) == []
    assert compare(PAIR, skip=off.off) == []
    lighter = read_check_settings({"fig001": "info"})
    assert [d.severity for d in lighter.apply(found)] == ["info"]
    assert (lighter.grade("FIG001", "major"), off.grade("FIG001", "major")) == ("info", "off")


def test_least_confidence_of_all_and_of_one() -> None:
    found = compare(PAIR)
    sure = found[0].confidence
    assert read_check_settings({"confidence": min(sure + 0.05, 1.0)}).apply(found) == []
    table = {"confidence": 1.0, "FIG001": {"confidence": sure, "severity": "minor"}}
    assert [d.severity for d in read_check_settings(table).apply(found)] == ["minor"]


@pytest.mark.parametrize(
    ("table", "what"),
    [
        ({"FIG999": "off"}, r"x: FIG999: no such check; did you mean"),
        ({"FIG001": "grave"}, r"x: FIG001: 'grave' is no severity; there are critical"),
        ({"FIG001": {"level": "off"}}, r"x: FIG001: no such key 'level'"),
        ({"confidence": 2}, r"x: confidence: expected a confidence from 0 to 1"),
        ({"FIG001": {"confidence": True}}, r"x: FIG001: expected a confidence"),
        ({"glossary": 3}, r"x: glossary: expected the path"),
    ],
)
def test_errors_name_the_key_and_what_there_is(table: dict[str, object], what: str) -> None:
    with pytest.raises(SettingsError, match=what):
        read_check_settings(table, lambda key: f"x: {key}")
