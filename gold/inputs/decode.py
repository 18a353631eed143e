"""Bytes to text: UTF-8, or what the bytes look like, and said. Line ends are never touched.

The text of an article is what the bytes decode to, code point for code point, except that a byte order mark
is dropped and that NUL and lone surrogates, which neither a terminal nor UTF-8 can carry, become U+FFFD. Both
are replaced one for one, so offsets hold.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: Beginnings of files that hold no plain text, and what they are.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"7z\xbc\xaf", "an archive"),
    (b"BZh", "an archive"),
    (b"\xfd7zXZ", "an archive"),
    (b"\x28\xb5\x2f\xfd", "an archive"),
    (b"\x1f\x8b", "gzipped twice"),
)

_CONTROL = bytes(b for b in range(256) if (b < 32 and b not in b"\t\n\x0b\f\r\b\x1b") or b == 127)
_SAMPLE = 1 << 16
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and the sentences to say about how it was read."""

    text: str
    notes: tuple[str, ...] = ()


def bom_of(data: bytes) -> tuple[str, int] | None:
    """Encoding and length of the byte order mark that `data` begins with."""
    return next(((name, len(bom)) for bom, name in _BOMS if data.startswith(bom)), None)


def recoded(data: bytes) -> str | None:
    """The sentence about a file whose byte order mark says another encoding than UTF-8; None for others."""
    mark = bom_of(data)
    return None if mark is None or mark[0] == "utf-8" else f"not UTF-8: decoded as {mark[0][:6].upper()}"


def binary_reason(data: bytes) -> str | None:
    """What the bytes are, if they are no text at all; None for text in any encoding."""
    mark = bom_of(data)
    if mark is not None:
        return None
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            return what
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    allowed = 0.3 if _is_utf8(sample) else 0.05
    return "binary data" if controls > 1 + allowed * len(sample) else None


def _is_utf8(sample: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of these bytes. `declared` is the encoding that the input names itself (HTML), tried second.

    Never fails: what no encoding explains is replaced by U+FFFD, and said.
    """
    mark = bom_of(data)
    if mark is not None:
        name, length = mark
        body = data[length:]
        text = body.decode(name, "surrogatepass" if name == "utf-8" and _passes(body) else "replace")
        note = recoded(data)
        return _mended(text, () if note is None else (note,))
    try:
        return _mended(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if _passes(data):
        return _mended(data.decode("utf-8", "surrogatepass"))
    if declared is not None and (stated := _as(data, declared)) is not None:
        return _mended(stated, (f"not UTF-8: decoded as {declared}, as the file says",))
    mixed = _mixed(data)
    if mixed is not None:
        return mixed
    name = guess(data)
    return _mended(data.decode(name, "replace"), (f"not UTF-8: decoded as {name}",))


class LineDecoder:
    """Decodes the lines of one file, each on its own, because files grow out of several sources.

    `beginning` is the file's first bytes: what its lines that are not UTF-8 look like together says more
    than a short line alone.
    """

    def __init__(self, beginning: bytes) -> None:
        self._beginning = beginning
        self._encoding: str | None = None

    def decode(self, line: bytes) -> Decoded:
        """The text of one line."""
        try:
            return Decoded(line.decode("utf-8"))
        except UnicodeDecodeError:
            pass
        if self._encoding is None:
            odd = [part for part in (*self._beginning.split(b"\n"), line) if not _is_utf8(part)]
            self._encoding = guess(b"\n".join(odd))
        if not _passes(line) and _mixed(line) is None and (text := _as(line, self._encoding)) is not None:
            return Decoded(text, (f"not UTF-8: decoded as {self._encoding}",))
        return decode(line)


def _passes(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _as(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None


_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")


def _mixed(data: bytes) -> Decoded | None:
    """UTF-8 with some stray bytes of Windows-1252 in it, as pasted pages have; None if it is not that."""
    whole = data.decode("utf-8", "replace")
    strays = whole.count("�")
    if len(_MULTIBYTE.findall(data)) < 2 * strays:
        return None
    text = data.decode("utf-8", STRAY_BYTES)
    return _mended(text, (f"not all UTF-8: {plural(strays, 'byte')} read as cp1252",))


def _stray(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


#: Name of the error handler that reads bytes which are not UTF-8 as Windows-1252.
STRAY_BYTES = "assay-stray-bytes"
codecs.register_error(STRAY_BYTES, _stray)


#: What Windows-1252 and Latin-1 are used for in news texts: Western letters, quotation marks and dashes.
_WESTERN = frozenset("àâäáãåæçéèêëíìîïñóòôöõøœúùûüýÿßÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜÝ‘’“”‚„–—…•·«»€£°§©®\xa0")


def guess(data: bytes) -> str:
    """The likeliest encoding of text that is not UTF-8; `cp1252` where nothing speaks for another.

    charset-normalizer cannot tell the Latin code pages apart in a text with few accents, so a text whose
    few other characters are all at home in Western news is taken as Windows-1252 first.
    """
    sample = data[: 1 << 18]
    high = sample.translate(None, bytes(range(128))).decode("cp1252", "replace")
    if len(high) < 0.3 * len(sample) and all(letter in _WESTERN for letter in high):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, enable_fallback=False).best()
    return "cp1252" if best is None or best.encoding == "latin_1" else str(best.encoding)


def is_sound(text: str) -> bool:
    """Whether the text holds neither NUL nor lone surrogates. Asked of every text, so in C speed."""
    if "\x00" in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def mend(text: str) -> tuple[str, int, int]:
    """The text with NUL and lone surrogates replaced by U+FFFD, and how many there were of each."""
    if is_sound(text):
        return text, 0, 0
    nuls = text.count("\x00")
    whole = text.replace("\x00", "�")
    if _SURROGATE.search(whole) is None:
        return whole, nuls, 0
    joined = whole.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    lone = len(_SURROGATE.findall(joined))
    return _SURROGATE.sub("�", joined), nuls, lone


def mend_notes(nuls: int, lone: int) -> tuple[str, ...]:
    """The sentences that say what `mend` did."""
    notes = []
    if nuls:
        notes.append(f"{plural(nuls, 'NUL character')} replaced by U+FFFD")
    if lone:
        notes.append(f"{plural(lone, 'lone surrogate')} replaced by U+FFFD")
    return tuple(notes)


def mend_value(value: Any) -> Any:
    """A JSON value with every text in it mended."""
    if isinstance(value, str):
        return mend(value)[0]
    if isinstance(value, list):
        return [mend_value(v) for v in value]
    if isinstance(value, Mapping):
        return {mend(k)[0]: mend_value(v) for k, v in value.items()}
    return value


def _mended(text: str, notes: tuple[str, ...] = ()) -> Decoded:
    whole, nuls, lone = mend(text)
    return Decoded(whole, (*notes, *mend_notes(nuls, lone)))


def plural(number: int, noun: str) -> str:
    """`1 byte`, `2,000 bytes`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
