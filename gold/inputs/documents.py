"""Files that are one article: plain text, Markdown and web pages."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from typing import Any

from gold.inputs.decode import binary_reason, decode
from gold.inputs.fields import article_of
from gold.inputs.find import Found
from gold.inputs.model import InputOptions, Item, Problem, Unusable
from gold.inputs.streams import whole
from gold.inputs.tangled import is_tangled, stripped

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE
)


def read_text(stream: io.BufferedReader, found: Found, options: InputOptions) -> Iterator[Item | Problem]:
    """A .txt or .md file, verbatim. Raises Unusable where it is empty, too large or binary."""
    data = whole(stream, options)
    _refuse_binary(data)
    decoded = decode(data)
    if not decoded.text.strip():
        raise Unusable("is empty")
    yield from _item({"text": decoded.text}, list(decoded.notes), data, found, options)


def _refuse_binary(data: bytes) -> None:
    what = binary_reason(data)
    if what is not None:
        raise Unusable(f"is not text but {what}" if what != "gzipped twice" else "is gzipped twice")


def _item(
    fields: dict[str, Any], notes: list[str], data: bytes, found: Found, options: InputOptions
) -> Iterator[Item | Problem]:
    plain = InputOptions(max_article_bytes=options.max_article_bytes)
    digest = hashlib.sha256(data).hexdigest()
    article = article_of(fields, plain, name=found.name, source_sha256=digest, notes=notes)
    yield from (Problem(found.shown, None, note, note=True) for note in notes)
    yield Item(article, found.shown)


def read_html(stream: io.BufferedReader, found: Found, options: InputOptions) -> Iterator[Item | Problem]:
    """A web page: its main text as trafilatura finds it, else all its text, and what it states of itself.

    Raises Unusable where there is no text in it.
    """
    data = whole(stream, options)
    _refuse_binary(data)
    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, declared[1].decode("ascii") if declared else None)
    notes = list(decoded.notes)
    tangled = is_tangled(decoded.text)
    fields = {} if tangled else main_text(decoded.text)
    if not fields.get("text"):
        fields["text"] = ("" if tangled else all_text(decoded.text)) or stripped(decoded.text)
        if not fields["text"]:
            raise Unusable("no article text could be found in this page")
        notes.append("no article found in this page, so all its text was taken")
    yield from _item(fields, notes, data, found, options)


def _quiet() -> None:
    import logging

    for name in ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def main_text(page: str) -> dict[str, Any]:
    """Text, title, publisher, published and url of a page, as far as it states them; {} where it has none."""
    from trafilatura import bare_extraction

    _quiet()
    try:
        document = bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # lxml and trafilatura fail in many ways on broken pages; the whole text is the way out
        return {}
    if document is None:
        return {}
    stated = document if isinstance(document, dict) else document.as_dict()
    names = {"text": "text", "title": "title", "publisher": "sitename", "published": "date", "url": "url"}
    return {ours: stated.get(theirs) for ours, theirs in names.items()}


def all_text(page: str) -> str:
    """Every word of a page, without its tags; empty where it has none."""
    from trafilatura import html2txt

    _quiet()
    try:
        return str(html2txt(page) or "").strip()
    except Exception:  # see main_text
        return ""
