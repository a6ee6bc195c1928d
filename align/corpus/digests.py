"""Documents to what they are matched by: a day, anchors, and the vectors of their first sentences.

Everything is arrays, so that ten thousand documents a side take megabytes; the
vectors of sentences, which are most of it, lie in a temporary file.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import regex
from attrs import evolve, frozen

from align.corpus.storage import read_file
from align.documents import describe
from align.documents.formats import read_data
from align.encoding import load_encoder, one_blas_thread
from align.errors import AlignError
from align.facts.figures import read_figures
from align.protocols import Encoder, Engine, Lost
from align.records import Document, Lang
from align.segments import article, split_document

MAX_SENTENCES = 32
"""Sentences of a document that are looked at, from its beginning: a kilobyte each."""

UNDATED = np.iinfo(np.int32).min
"""The day of a document that does not tell it."""

FILES_A_JOB = 50

Hashes = npt.NDArray[np.uint64]
Halves = npt.NDArray[np.float16]
Integers = npt.NDArray[np.int64]

_WORD_RE = regex.compile(r"[A-Za-z][A-Za-z0-9&.'-]*[A-Za-z0-9]")
_DIGITS_RE = regex.compile(r"\d[\d,.]*\d|\d")


@frozen(kw_only=True)
class Digest:
    """What one document is matched by.

    ``day`` is the ordinal of its publication, ``anchors`` are sorted hashes,
    ``vectors`` has a unit row a sentence, ``text`` is the hash of its words.
    """

    day: int
    anchors: Hashes
    vectors: Halves
    text: int


@frozen(kw_only=True)
class Digests:
    """The digests of one side; document i has rows ``starts[i]`` to ``starts[i + 1]``.

    ``anchor_starts`` is the same for the anchors; ``means`` are the directions
    of the documents' vectors.
    """

    names: tuple[str, ...]
    days: npt.NDArray[np.int32]
    anchors: Hashes
    anchor_starts: Integers
    vectors: Halves
    starts: Integers
    means: npt.NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.names)


@frozen
class Job:
    """Some files of a side, as (name, path), and the encoder that reads them."""

    number: int
    files: tuple[tuple[str, str], ...]
    encoder: str | None


@frozen
class Read:
    """The digests of a job's files; in the place of one that cannot be read, why."""

    number: int
    results: tuple[Digest | str, ...]


def read_digests(
    files: Sequence[tuple[str, str]],
    engine: Engine,
    encoder: str | None = None,
    remark: Callable[[str], None] = lambda message: None,
) -> Digests:
    """Return the digests of a side's files, given as (name, path), in their order.

    A file that cannot be read is told to ``remark`` and left out, and so is one
    with the same words as an earlier one: two equal documents would each keep
    the other from being the best partner.

    Raises:
        AlignError: the encoder cannot be loaded, or a process died over a file.
    """
    jobs = (
        Job(number, tuple(files[start : start + FILES_A_JOB]), encoder)
        for number, start in enumerate(range(0, len(files), FILES_A_JOB))
    )
    names: list[str] = []
    days: list[int] = []
    anchors: list[Hashes] = []
    counts: list[int] = []
    means: list[npt.NDArray[np.float32]] = []
    seen: dict[int, str] = {}
    with tempfile.TemporaryFile() as file:
        for part in _in_order(engine.run(digest_files, jobs)):
            first = part.number * FILES_A_JOB
            for (name, _), digest in zip(files[first:], part.results, strict=False):
                if isinstance(digest, str):
                    remark(f"left out: {digest}")
                elif not len(digest.vectors):
                    remark(f"left out: {name}: no sentences")
                elif digest.text in seen:
                    remark(f"left out: {name}: has the words of {seen[digest.text]}")
                else:
                    seen[digest.text] = name
                    names.append(name)
                    days.append(digest.day)
                    anchors.append(digest.anchors)
                    counts.append(len(digest.vectors))
                    means.append(_mean(digest.vectors))
                    file.write(digest.vectors.tobytes())
        width = len(means[0]) if means else 1
        file.flush()
        vectors: Halves = np.zeros((0, width), np.float16)
        if means:  # the mapping outlives the file's name and handle
            vectors = np.memmap(file, np.float16, "r", shape=(sum(counts), width))
    return Digests(
        names=tuple(names),
        days=np.array(days, np.int32),
        anchors=np.concatenate([np.zeros(0, np.uint64), *anchors]),
        anchor_starts=_starts(len(part) for part in anchors),
        vectors=vectors,
        starts=_starts(counts),
        means=np.stack(means) if means else np.zeros((0, width), np.float32),
    )


def digest_files(job: Job) -> Read:
    """Return the digests of a job's files; what is wrong with one stays with it.

    Raises:
        AlignError: the encoder cannot be loaded.
    """
    encoder = load_encoder(job.encoder)
    return Read(job.number, tuple(_digest_file(name, path, encoder) for name, path in job.files))


def digest_document(document: Document, encoder: Encoder) -> Digest:
    """Return what a document is matched by."""
    told = article(split_document(document))[:MAX_SENTENCES]
    texts = [segment.text for segment in told]
    published = document.published
    if isinstance(published, datetime):
        published = published.date()
    with one_blas_thread():
        vectors = encoder.encode(texts) if texts else np.zeros((0, 1), np.float32)
    lang = document.lang
    return Digest(
        day=published.toordinal() if published else UNDATED,
        anchors=np.unique(
            np.array([hash_text(a) for a in find_anchors("\n".join(texts), lang)], np.uint64)
        ),
        vectors=vectors.astype(np.float16),
        text=hash_text(" ".join(" ".join(texts).split())),
    )


def find_anchors(text: str, lang: Lang | None, ref: date | None = None) -> frozenset[str]:
    """Return what should survive translation: values of figures and dates, Latin words, digits.

    Of English words those with a capital or a digit, of Korean text all that
    are in Latin letters.

    >>> english = find_anchors("Kakao paid $40 million on 4 February.", "en")
    >>> sorted(english & find_anchors("Kakao는 2월 4일 4천만 달러를 냈다.", "ko"))
    ['4', '40000000', 'XXXX-02-04', 'kakao']
    """
    found: set[str] = set()
    for figure in read_figures(text, lang, ref):
        values = figure.value if isinstance(figure.value, tuple) else (figure.value,)
        for value in values:
            if isinstance(value, Decimal):
                found.add(f"{value.normalize():f}")
            elif value is not None:
                found.add(value)
    for word in _WORD_RE.findall(text):
        if lang == "ko" or not word.islower():
            found.add(word.casefold())
    for digits in _DIGITS_RE.findall(text):
        found.add(digits.replace(",", ""))
    return frozenset(found)


def hash_text(text: str) -> int:
    """Return eight bytes of a text's hash as a number, the same in every process."""
    data = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little")


def _digest_file(name: str, path: str, encoder: Encoder) -> Digest | str:
    try:
        document = evolve(describe(read_data(read_file(path, name), name)), name=name)
        return digest_document(document, encoder)
    except AlignError as error:
        return str(error)
    except Exception as error:  # whatever it is, the other documents are worth going on for
        what = " ".join(str(error).split()) or "no message"
        return f"{name}: a fault of ours ({type(error).__name__}: {what})"


def _in_order(results: Iterable[Read | Lost[Job]]) -> Iterator[Read]:
    """Yield what jobs give in the order of the jobs; few wait for an earlier one."""
    waiting: dict[int, Read] = {}
    number = 0
    for result in results:
        if isinstance(result, Lost):
            names = result.job.files
            raise AlignError(
                f"{names[0][0]} to {names[-1][0]}: {result.tries} processes died over these "
                "documents; is there memory enough? take out the largest, or use fewer workers"
            )
        waiting[result.number] = result
        while number in waiting:
            yield waiting.pop(number)
            number += 1


def _mean(vectors: Halves) -> npt.NDArray[np.float32]:
    total = vectors.astype(np.float32).sum(0)
    mean: npt.NDArray[np.float32] = total / max(float(np.linalg.norm(total)), 1e-9)
    return mean


def _starts(counts: Iterable[int]) -> Integers:
    return np.concatenate([[0], np.cumsum(list(counts), dtype=np.int64)]).astype(np.int64)
