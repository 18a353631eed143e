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

_LETTERS_AS_WRITTEN = {
    "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i", "ß": "ss",
    "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A", "ǝ": "a", "ħ":
    "h", "Ħ": "H", "ŋ": "n", "’": "", "‘": "", "ʼ": "", "ʻ": "", "ʿ": "", "ʾ": "", "`": "", "´": "",
    "′": "", "ʹ": "", "ʺ": "", "–": "-", "‐": "-", "‑": "-",
}  # fmt: skip
_AFTER = """
district province state region department governorate county oblast prefecture municipality division
parish raion rayon okrug krai canton kommun kommune cercle zone territory emirate tumani ilcesi pagasts
jaras audany shi subregion constituency shahri city town vald sum s voivodeship republic agency
"""
_BEFORE = """
tribal district | provincia de | departamento de | province de la | province du | province de | province
of | region of | district of | distrito de | municipio de | comuna | municipio | amphoe | huyen |
provincia | kabupaten | kota | departamento | shahrestan e | powiat | gemeente | obshtina | gorodskoy
okrug | okres | partido de | muang | markaz | province | distrito | opcina | daira de | daira | srok |
bashkia | grad | state of | oras | municipiul | politischer bezirk | arrondissement de | arrondissement du
| cercle de | departement de | departement du | departement
"""
#: Words that say what kind of unit a name is; a name is found with and without them.
DESIGNATORS_AFTER = frozenset(_AFTER.split())
DESIGNATORS_OF_TWO_WORDS = ("tribal area", "tribal district", "frontier region")
DESIGNATORS_BEFORE = tuple(" ".join(words.split()) + " " for words in _BEFORE.split("|"))


def fold(name: str) -> str:
    """`name` in lower case without diacritics, quotes and full stops; hyphens and runs of space one space."""
    low = name.lower()
    if low.isascii() and low.isalpha():
        return low
    if not low.isascii():
        low = unicodedata.normalize("NFKD", low.translate(_LETTERS))
        low = "".join([c for c in low if not unicodedata.combining(c)])
    return " ".join(low.translate(_LETTERS).split())


def plain(name: str) -> str:
    """`name` in plain letters, as GeoNames' own ASCII names: "Awārān" is "Awaran", "Ma’rib" is "Marib"."""
    if name.isascii():
        return " ".join(name.split())
    letters = []
    for c in name:
        if c in _LETTERS_AS_WRITTEN:
            letters.append(_LETTERS_AS_WRITTEN[c])
        else:
            letters += [d for d in unicodedata.normalize("NFKD", c) if not unicodedata.combining(d)]
    return " ".join("".join(letters).split())


def bare(folded: str) -> str:
    """A folded name without the word for its kind ("kalat district", "province of badakhshan")."""
    for before in DESIGNATORS_BEFORE:
        if folded.startswith(before):
            return folded[len(before) :]
    for after in DESIGNATORS_OF_TWO_WORDS:
        if folded.endswith(" " + after):
            return folded[: -len(after) - 1]
    head, _, last = folded.rpartition(" ")
    return head if head and last in DESIGNATORS_AFTER else folded


def key_hash(folded: str) -> int:
    """64 bits of a folded name: its CRC-32 forwards and backwards. Stable between machines and versions."""
    raw = folded.encode("utf-8", "replace")
    return zlib.crc32(raw) << 32 | zlib.crc32(raw[::-1])
