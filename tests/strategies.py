"""Texts and records for hypothesis."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

settings.register_profile("align", deadline=None)  # the first text reads the tables
settings.load_profile("align")

PIECES = (
    "그는 ",
    "김하나 시장은 ",
    "말했다",
    "간다고 했다.",
    "라고 말했다.",
    "있음 ",
    "해요",
    " He said",
    "Mr. ",
    "the U.S. ",
    "ended. ",
    " 3.5%",
    "2024. 5. 3. ",
    "1) ",
    "△",
    "▲ ",
    "…",
    ". . .",
    "ㅋㅋ ",
    "😀",
    "\n",
    "\r\n",
    "\n\n",
    " ",
    "\u00a0",
    ".",
    "?!",
    ",",
    ":",
    *"\"'“”‘’「」()[]<>«»",
)
"""What decides where a sentence ends, so that chance meets it often."""


def texts() -> st.SearchStrategy[str]:
    """Return any Unicode text, and text made of the pieces that matter."""
    pieces = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
    return st.one_of(
        pieces, st.text(max_size=200), st.tuples(pieces, st.text(max_size=20)).map("".join)
    )
