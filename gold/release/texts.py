"""Records without the words of the articles, and with them again.

Where rights forbid to pass texts on, a release keeps hashes and offsets: whoever has the articles can put
text and quotes back, and gets the very same lines. Removed are the text itself and every quote of it; what
was read from it (names of places and groups, figures, days) stays.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from extract.to_json import text_sha256
from gold.formats.assay import harmless

#: Stands where a text was removed.
REMOVED = None


class WrongText(ValueError):
    """A text that is not the one that was removed; the message says so."""


def line(record: dict[str, Any]) -> str:
    """A record as a line of a release, with its line end."""
    return harmless(json.dumps(record, ensure_ascii=False, separators=(", ", ": "))) + "\n"


def without(record: dict[str, Any]) -> dict[str, Any]:
    """The record without its text and without the words of every span."""
    bare = _spans(record, lambda span: REMOVED)
    bare["article"] = {**record["article"], "text": REMOVED}
    found: dict[str, Any] = bare
    return found


def attach(record: dict[str, Any], text: str) -> dict[str, Any]:
    """The record with its text and the words of its spans. Raises WrongText where the hash is another."""
    article = record["article"]
    if text_sha256(text) != article["sha256"]:
        raise WrongText(f"the text given for {article['id']} is not the one that was released")
    whole: dict[str, Any] = _spans(record, lambda span: text[span["start"] : span["end"]])
    whole["article"] = {**article, "text": text}
    return whole


def is_bare(record: dict[str, Any]) -> bool:
    """Whether the record's text was removed."""
    return "text" in record["article"] and record["article"]["text"] is REMOVED


def _spans(value: Any, words: Callable[[dict[str, Any]], Any]) -> Any:
    """A copy of the value in which the `text` of every span is what `words` says."""
    if isinstance(value, list):
        return [_spans(one, words) for one in value]
    if not isinstance(value, dict):
        return value
    copy = {key: _spans(one, words) for key, one in value.items()}
    if isinstance(value.get("start"), int) and isinstance(value.get("end"), int) and "text" in value:
        copy["text"] = words(value)
    return copy
