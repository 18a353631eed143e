"""JSON as it must be: one value, or the values of a file as a stream. Python's own takes NaN too."""

from __future__ import annotations

import codecs
import io
import json
import math
from dataclasses import dataclass
from typing import Any

from gold.inputs.decode import STRAY_BYTES, bom_of, decode, recoded
from gold.inputs.model import MEGABYTE, InputOptions, Unusable
from gold.inputs.streams import megabytes

_WHOLE = 64 * MEGABYTE
#: How much of a file is looked at, or read, at once.
CHUNK = MEGABYTE


@dataclass(frozen=True, slots=True)
class Refused:
    """A value that Python reads and JSON does not have: why it is not taken."""

    reason: str


class _NotFinite(ValueError):
    """A number that JSON does not have; the message names it."""


def _constant(name: str) -> float:
    raise _NotFinite(name)


def _finite(digits: str) -> float:
    value = float(digits)
    if math.isinf(value):
        raise _NotFinite(digits[:20])
    return value


_STRICT = json.JSONDecoder(parse_constant=_constant, parse_float=_finite)
_LENIENT = json.JSONDecoder()


def parsed(text: str) -> Any:
    """The JSON value of one line. Raises Unusable with the reason."""
    try:
        return _STRICT.decode(text)
    except json.JSONDecodeError as error:
        raise Unusable(f"is not JSON: {said(error)} at character {error.pos + 1}") from None
    except _NotFinite as error:
        raise Unusable(_no_number(error)) from None
    except RecursionError:
        raise Unusable("is nested too deeply") from None
    except ValueError:
        raise Unusable("holds a number that is too long") from None


def next_value(text: str, at: int) -> tuple[Any, int]:
    """The JSON value that begins at `at`, and where it ends. Raises what `json` raises."""
    try:
        return _STRICT.raw_decode(text, at)
    except _NotFinite as error:
        return Refused(_no_number(error)), _LENIENT.raw_decode(text, at)[1]


def said(error: json.JSONDecodeError) -> str:
    """Python's sentence, which sometimes ends in "at" for its own position to follow."""
    return error.msg.removesuffix(" at")


def _no_number(error: _NotFinite) -> str:
    return f"holds {error}, which JSON does not have as a number: write null or a number"


class JsonText:
    """The decoded text of a JSON file as a window that moves on, so that a huge array needs little memory."""

    def __init__(self, stream: io.BufferedReader, options: InputOptions, digest: Any) -> None:
        self.stream = stream
        self.limit = options.max_article_bytes
        self.digest = digest
        self.window = ""
        self.at = 0
        self.line = 1
        self.error_line = 1
        self.strays = 0
        self.notes: tuple[str, ...] = ()
        self.ended = False
        self._begin()

    def _begin(self) -> None:
        first = self._read(_WHOLE)
        if len(first) < _WHOLE:
            decoded = decode(first)
            self.window, self.notes, self.ended = decoded.text, decoded.notes, True
            return
        mark = bom_of(first)
        note = recoded(first)
        self.notes = () if note is None else (note,)
        encoding, skip = mark if mark is not None else ("utf-8", 0)
        errors = STRAY_BYTES if encoding == "utf-8" else "replace"
        self._decoder = codecs.getincrementaldecoder(encoding)(errors)
        self.window = self._decoder.decode(first[skip:])

    def _read(self, size: int) -> bytes:
        parts: list[bytes] = []
        while size > 0 and (part := self.stream.read(min(size, CHUNK))):
            self.digest.update(part)
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def hexdigest(self) -> str:
        """SHA-256 of the bytes read so far, as hex."""
        return str(self.digest.hexdigest())

    def more(self) -> bool:
        """Reads on; False at the end of the file."""
        if self.ended:
            return False
        data = self._read(max(CHUNK, len(self.window) - self.at))
        self.window = self.window[self.at :] + self._decoder.decode(data, final=not data)
        self.at = 0
        self.ended = not data
        return bool(data)

    def skip(self, letters: str) -> bool:
        """Goes past these characters; False where nothing follows."""
        while True:
            while self.at < len(self.window) and self.window[self.at] in letters:
                self.line += self.window[self.at] == "\n"
                self.at += 1
            if self.at < len(self.window):
                return True
            if not self.more():
                return False

    def peek(self) -> str:
        """The next character."""
        return self.window[self.at]

    def take(self, count: int) -> None:
        """Goes past this many characters."""
        self.at += count

    def value(self) -> Any:
        """The next JSON value; raises Unusable where there is none, `error_line` says where.

        A value that holds what JSON does not have (NaN) comes as `Refused`, and the one after it can be read.
        """
        while True:
            self.error_line = self.line
            try:
                value, end = next_value(self.window, self.at)
            except RecursionError:
                raise Unusable("is nested too deeply") from None
            except json.JSONDecodeError as error:
                if len(self.window) - self.at > self.limit:
                    raise Unusable(f"an object is broken or larger than {megabytes(self.limit)}") from None
                if self.more():
                    continue
                self.error_line += self.window.count("\n", self.at, error.pos)
                raise Unusable(f"is not JSON: {said(error)}") from None
            except ValueError:
                raise Unusable("holds a number that is too long") from None
            # A number or word at the very end of the window may go on behind it.
            if end < len(self.window) or not self.more():
                self.line += self.window.count("\n", self.at, end)
                self.at = end
                return value
