"""One spelling for the many ways a place name is written: case, diacritics, hyphens, apostrophes."""

from __future__ import annotations

import unicodedata
import zlib

#: Letters that Unicode does not decompose, as English texts write them.
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
        "ə": "a", "ǝ": "a", "ħ": "h", "ŋ": "n", "ŧ": "t", "ĸ": "k", "ƴ": "y", "ɓ": "b", "ɗ": "d", "ƙ": "k",
        "'": None, "’": None, "‘": None, "ʼ": None, "ʻ": None, "ʿ": None, "ʾ": None, "`": None, "´": None,
        "′": None, "ʹ": None, "ʺ": None, "“": None, "”": None, '"': None, ".": None,
        "-": " ", "‐": " ", "‑": " ", "–": " ", "—": " ", "_": " ", "/": " ", ",": " ", "(": " ", ")": " ",
    }
)  # fmt: skip

#: Words that say what kind of unit a name is; a name is found with and without them.
DESIGNATORS_AFTER = frozenset(
    [
        "district",
        "province",
        "state",
        "region",
        "department",
        "governorate",
        "county",
        "oblast",
        "prefecture",
        "municipality",
        "division",
        "parish",
        "raion",
        "rayon",
        "okrug",
        "krai",
        "canton",
        "kommun",
        "kommune",
        "cercle",
        "zone",
        "territory",
        "emirate",
        "tumani",
        "ilcesi",
        "pagasts",
        "jaras",
        "audany",
        "shi",
        "subregion",
        "constituency",
        "shahri",
        "city",
        "town",
        "vald",
        "sum",
        "province",
        "s",
        "voivodeship",
        "republic",
        "agency",
    ]
)
DESIGNATORS_OF_TWO_WORDS = ("tribal area", "tribal district", "frontier region")
DESIGNATORS_BEFORE = (
    "tribal district", "provincia de", "departamento de", "province de la", "province du", "province de",
    "province of", "region of", "district of", "distrito de", "municipio de", "comuna", "municipio", "amphoe",
    "huyen", "provincia", "kabupaten", "kota", "departamento", "shahrestan e", "powiat", "gemeente", "obshtina",
    "gorodskoy okrug", "okres", "partido de", "muang", "markaz", "province", "distrito", "opcina", "daira de",
    "daira", "srok", "bashkia", "grad", "state of", "oras", "municipiul", "politischer bezirk", "arrondissement de",
    "arrondissement du", "cercle de", "departement de", "departement du", "departement",
)  # fmt: skip


def fold(name: str) -> str:
    """`name` in lower case without diacritics, quotes and full stops; hyphens and runs of space are one space."""
    low = name.lower()
    if not low.isascii():
        low = unicodedata.normalize("NFKD", low.translate(_LETTERS))
        low = "".join([c for c in low if not unicodedata.combining(c)])
    return " ".join(low.translate(_LETTERS).split())


def bare(folded: str) -> str:
    """A folded name without the word for its kind ("kalat district", "province of badakhshan"), or as it is."""
    for before in DESIGNATORS_BEFORE:
        if folded.startswith(before + " "):
            return folded[len(before) + 1 :]
    for after in DESIGNATORS_OF_TWO_WORDS:
        if folded.endswith(" " + after):
            return folded[: -len(after) - 1]
    head, _, last = folded.rpartition(" ")
    return head if head and last in DESIGNATORS_AFTER else folded


def key_hash(folded: str) -> int:
    """64 bits of a folded name: its CRC-32 forwards and backwards. Stable between machines and versions."""
    raw = folded.encode("utf-8", "replace")
    return zlib.crc32(raw) << 32 | zlib.crc32(raw[::-1])
