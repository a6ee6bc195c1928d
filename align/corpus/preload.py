"""Importing this loads what a worker needs: for the process that workers are forked from.

Their model then lies in memory once, however many they are. What cannot be
loaded here each worker tries to load itself, and tells why it cannot.
"""

from contextlib import suppress

from align.corpus import work
from align.encoding import default_encoder

__all__ = ["work"]

with suppress(Exception):
    default_encoder()
