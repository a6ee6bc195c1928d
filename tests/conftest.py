"""What every test may use: the encoder, the two sets of documents, the real gold."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.documents import read_documents
from align.encoding import UseEncoder, default_encoder
from align.pipeline import Report, build_report
from align.records import Document

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="write tests/golden/ anew")


@pytest.fixture(scope="session")
def encoder() -> UseEncoder:
    return default_encoder()


@pytest.fixture(scope="session")
def seeds() -> list[Document]:
    return read_documents([str(ROOT / "seeds")])


@pytest.fixture(scope="session")
def seeds_report(seeds: list[Document]) -> Report:
    return build_report(seeds)


@pytest.fixture(scope="session")
def shared() -> Path:
    if not (SHARED / "seeds").is_dir():
        pytest.skip("the real documents are not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def real(shared: Path) -> list[Document]:
    return read_documents([str(shared / "seeds")])


@pytest.fixture(scope="session")
def real_report(real: list[Document]) -> Report:
    return build_report(real)
