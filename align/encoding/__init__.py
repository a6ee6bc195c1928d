"""Texts to vectors: the built-in encoder, span vectors, and adapters to other encoders."""

from align.encoding.features import DIM
from align.encoding.halves import Halves, encode_halves
from align.encoding.packing import pack, unpack
from align.encoding.plugins import (
    KnownVectors,
    SentenceTransformerEncoder,
    encode_checked,
    encode_runs,
    load_encoder,
    read_vectors,
)
from align.encoding.threads import one_blas_thread
from align.encoding.use import MAX_CHARACTERS, UseEncoder, default_encoder

__all__ = [
    "DIM",
    "MAX_CHARACTERS",
    "Halves",
    "KnownVectors",
    "SentenceTransformerEncoder",
    "UseEncoder",
    "default_encoder",
    "encode_checked",
    "encode_halves",
    "encode_runs",
    "load_encoder",
    "one_blas_thread",
    "pack",
    "read_vectors",
    "unpack",
]
