"""Near-duplicate texts: wire copies with another headline, a paragraph less, a word changed. Pure.

Texts are compared by their shingles, runs of five words (Broder, "On the resemblance and containment of
documents", 1997). The smallest few of their hashes are a text's signature: two texts that share most shingles
share some of the smallest, too, so candidates are found by equal hashes and only those are compared whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from zlib import crc32

#: Other rules make other signatures.
VERSION = "2"
#: Words in a shingle, hashes in a signature.
WORDS, HASHES = 5, 8
#: Texts that share so much of all their shingles are near-duplicates.
ALIKE = 0.5
#: Shorter texts are no copies of anything: too many of them are told in the same words.
SHORTEST = 20
#: More of a text is not looked at: about 100 KB.
LONGEST = 20_000

_WORD = re.compile(r"\w+")
#: Of ASCII: letters, digits and `_` stay, in lower case, all else becomes a blank.
_PLAIN = bytes(ord(c.lower()) if (c := chr(n)).isalnum() or c == "_" else 32 for n in range(128)) + bytes(128)
#: An odd number for each word of a shingle, so that their order tells.
_FACTORS = (
    0x9E3779B97F4A7C15,
    0xC2B2AE3D27D4EB4F,
    0x165667B19E3779F9,
    0xD6E8FEB86659FD93,
    0xFF51AFD7ED558CCD,
)
_SIZE = 8


@dataclass(frozen=True, slots=True)
class Sketch:
    """A text's shingles as hashes of 64 bits, each once, in ascending order. `bands` are the smallest."""

    shingles: bytes
    bands: tuple[int, ...]

    def __len__(self) -> int:
        """How many different shingles there are."""
        return len(self.shingles) // _SIZE


def sketch(text: str) -> Sketch:
    """The sketch of a text; without bands where it is too short to be told apart from others."""
    import numpy as np  # only what looks for copies pays for it

    words = _words(text)
    if len(words) < WORDS:
        return Sketch(b"", ())
    each = np.fromiter(map(crc32, words), np.uint64, len(words))
    count = len(words) - WORDS + 1
    runs = each[:count] * np.uint64(_FACTORS[0])
    for at in range(1, WORDS):
        runs += each[at : at + count] * np.uint64(_FACTORS[at])
    # Stirred (as MurmurHash3 ends), so that the smallest are any and not those of certain words.
    runs ^= runs >> np.uint64(33)
    runs *= np.uint64(0xFF51AFD7ED558CCD)
    runs ^= runs >> np.uint64(29)
    runs.sort()
    shingles = runs[np.append(True, runs[1:] != runs[:-1])]
    bands = (shingles[:HASHES] >> np.uint64(1)).tolist() if len(shingles) >= SHORTEST else ()
    return Sketch(shingles.tobytes(), tuple(bands))


def _words(text: str) -> list[bytes]:
    """The first words of a text as bytes, without regard to case."""
    if text.isascii():
        return text.encode().translate(_PLAIN).split()[:LONGEST]
    return [word.encode() for word in _WORD.findall(text.casefold())[:LONGEST]]


def likeness(a: Sketch, b: Sketch) -> float:
    """How much two texts share of all their shingles: 0 nothing, 1 everything."""
    import numpy as np

    one, other = (np.frombuffer(of.shingles, np.uint64) for of in (a, b))
    both = len(np.intersect1d(one, other, assume_unique=True))
    every = len(one) + len(other) - both
    return both / every if every else 0.0
