"""The closed and listed words by which English noun phrases and clauses are read."""

from __future__ import annotations

from functools import cache

from align.tables import read_table

_LINKS = frozenset({"of", "for", "the", "and", "de", "la", "van", "von", "bin", "al", "&", "der"})


@cache
def word_class(name: str) -> frozenset[str]:
    """Return the words of one class of the table ``speaker_words_en``.

    >>> "email" in word_class("writing")
    True
    """
    return frozenset(row["word"] for row in read_table("speaker_words_en") if row["class"] == name)


@cache
def english_titles() -> frozenset[str]:
    """Return English titles and other words for those who speak, in lower case.

    >>> "spokesman" in english_titles()
    True
    """
    titles = {form for row in read_table("roles") for form in row["english"].split(";")}
    return frozenset(titles | word_class("title"))


@cache
def title_words() -> frozenset[str]:
    """Return the single words that titles are made of: vice, president."""
    return frozenset(word for title in english_titles() for word in title.split()) - _LINKS


@cache
def day_words() -> frozenset[str]:
    """Return the names of days and months: in capitals, and no names of those who speak."""
    months = {row["word"] for row in read_table("months") if row["form"] == "full"} - {"may"}
    return frozenset(
        months | {row["word"] for row in read_table("weekdays") if row["lang"] == "en"}
    )


@cache
def closed_words() -> frozenset[str]:
    """Words in small letters that no noun phrase holds before its noun: was, in, but, who."""
    kinds = ("preposition", "auxiliary", "conjunction", "relative", "pronoun", "adverb")
    return frozenset().union(*map(word_class, kinds)) | {"if", "when", "while", "because"}
