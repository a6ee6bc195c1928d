"""Documents: decoded, with outlet, date, byline and language as they tell them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import count

from attrs import evolve

from align.documents.formats import read_file
from align.documents.furniture import Block, label_blocks
from align.documents.metadata import find_byline, find_dates, find_outlet, find_title
from align.documents.reading import Source, find_files
from align.errors import AlignError, InputError
from align.records import FURNITURE, Document, Lang
from align.text import detect_language

BILINGUAL_SHARE = 0.2
"""Share of the smaller language, in lines of the article, that makes a text mixed."""


def read_documents(
    inputs: Iterable[str], remark: Callable[[str], None] | None = None
) -> list[Document]:
    """Return the documents that files, folders and ``-`` hold, in a fixed order.

    Two documents of one name are told apart by a number. A file that was found
    in a folder and cannot be read, or needs an extra, is passed to ``remark`` and left out; one
    that was named is an error.

    Raises:
        InputError: a named file cannot be read, or nothing was left to read.
        MissingExtraError: a named file needs a package that is not installed.
    """
    inputs = list(inputs)
    documents: list[Document] = []
    for file in find_files(inputs):
        try:
            source = read_file(file)
        except AlignError as error:
            if file in inputs or remark is None:
                raise
            remark(f"left out: {error}")
            continue
        documents.append(describe(source))
    if not documents:
        raise InputError(f"{', '.join(inputs)}: no document could be read")
    names = apart([document.name for document in documents])
    return [evolve(document, name=name) for document, name in zip(documents, names, strict=True)]


def apart(names: Iterable[str]) -> list[str]:
    """Return the names, a number behind those that were there before.

    >>> apart(["a.txt", "b.txt", "a.txt"])
    ['a.txt', 'b.txt', 'a.txt (2)']
    """
    known: dict[str, None] = {}
    for name in names:
        free = (f"{name} ({number})" for number in count(2))
        known[name if name not in known else next(n for n in free if n not in known)] = None
    return list(known)


def describe(source: Source) -> Document:
    r"""Return the document of a decoded file, with what it says about itself.

    The file's metadata goes before what the lines of its text say, and those
    before the file's hints.

    >>> text = "한빛일보\n2025. 2. 4. 16:22\n김가람 기자\n비가 온다."
    >>> document = describe(Source("a.txt", text, "utf-8", ""))
    >>> document.outlet, str(document.published), document.byline, document.lang
    ('한빛일보', '2025-02-04 16:22:00', '김가람', 'ko')
    """
    blocks = label_blocks(source.text)
    published, modified = find_dates(source.text, blocks)
    given, hints = source.metadata, source.hints
    return Document(
        name=source.name,
        text=source.text,
        lang=given.lang or _language(source.text, blocks) or hints.lang,
        encoding=source.encoding,
        sha256=source.sha256,
        title=given.title or find_title(source.text, blocks) or hints.title,
        outlet=given.outlet or find_outlet(source.text, blocks) or hints.outlet,
        url=given.url or hints.url,
        byline=given.byline or find_byline(source.text, blocks) or hints.byline,
        published=given.published or published or hints.published,
        modified=given.modified or modified or hints.modified,
    )


def _language(text: str, blocks: Iterable[Block]) -> Lang | None:
    letters: Counter[Lang] = Counter()
    for block in blocks:
        if block.kind not in FURNITURE:
            lang = detect_language(text[block.start : block.end])
            if lang:
                letters[lang] += 1
    if not letters:
        return detect_language(text)
    pure = letters["en"] + letters["ko"]
    if pure and min(letters["en"], letters["ko"]) / pure >= BILINGUAL_SHARE:
        return "mixed"
    return letters.most_common(1)[0][0]
