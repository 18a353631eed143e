"""Near-duplicate texts: wire copies with another headline, a paragraph less, a word changed. Pure.

Texts are compared by their shingles, runs of five words (Broder, "On the resemblance and containment of
documents", 1997). The smallest few of their hashes are a text's signature: two texts that share most shingles
share some of the smallest, too, so candidates are found by equal hashes and only those are compared whole.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2b
from heapq import nsmallest
from itertools import accumulate
from zlib import crc32

#: Other rules make other signatures.
VERSION = "1"
#: Words in a shingle, hashes in a signature.
WORDS, HASHES = 5, 8
#: Texts that share so much of all their shingles are near-duplicates.
ALIKE = 0.5
#: Shorter texts are no copies of anything: too many of them are told in the same words.
SHORTEST = 20
#: More of a text is not looked at: about 100 KB.
LONGEST = 20_000

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sketch:
    """A text's shingles as hashes. `bands` are the smallest, widened so that equal ones are no accident."""

    shingles: frozenset[int]
    bands: tuple[int, ...]


def sketch(text: str) -> Sketch:
    """The sketch of a text; without bands where it is too short to be told apart from others."""
    words = [w.encode() for w in _WORD.findall(text.casefold())[:LONGEST]]
    joined = memoryview(b" ".join(words) + b" ")
    starts = [0, *accumulate(len(w) + 1 for w in words)]
    runs = {crc32(joined[start:end]): start for start, end in zip(starts, starts[WORDS:], strict=False)}
    if len(runs) < SHORTEST:
        return Sketch(frozenset(runs), ())
    ends = dict(zip(starts, starts[WORDS:], strict=False))
    least = (runs[h] for h in nsmallest(HASHES, runs))
    return Sketch(frozenset(runs), tuple(_wide(joined[at : ends[at]]) for at in least))


def _wide(shingle: memoryview) -> int:
    """63 bits of a shingle: 32 would meet by chance among a million texts."""
    return int.from_bytes(blake2b(shingle, digest_size=8).digest()) >> 1


def likeness(a: Sketch | Collection[int], b: Sketch | Collection[int]) -> float:
    """How much two texts share of all their shingles: 0 nothing, 1 everything."""
    one = a.shingles if isinstance(a, Sketch) else frozenset(a)
    other = b.shingles if isinstance(b, Sketch) else frozenset(b)
    both = len(one & other)
    every = len(one) + len(other) - both
    return both / every if every else 0.0
