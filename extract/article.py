"""A text as an `Article`: what its header and dateline say, its language; and its sentences.

The text is never changed: every offset counts code points of the text as it was given.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from extract.dateline import dateline_span, read_head
from extract.language import language_of
from extract.model import Article, Source
from extract.sentences import index_at, paragraphs, sentences
from extract.to_json import text_sha256
from extract.wordlists import load

__all__ = ["body_start", "dateline_span", "index_at", "make_article", "paragraphs", "sentences"]

#: "ARY News reported quoting the army": who quotes is the publisher.
_QUOTING: Final = re.compile(
    r"((?:[A-Z][\w.&’'-]*\s){0,3}[A-Z][\w.&’'-]*)\s(?:has\s|had\s)?report(?:ed|s)(?:\s\w+)?,?\s(?:quoting|citing)\b"
)
_QUOTING_WITHIN: Final = 3000


def make_article(
    id: str,
    text: str,
    *,
    source_sha256: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    published: dt.date | None = None,
    published_source: str | None = None,
    url: str | None = None,
    language: str | None = None,
    sources: tuple[Source, ...] = (),
    extra: Mapping[str, Any] | None = None,
) -> Article:
    """The article of a text, with what its head says.

    The publication date is that of a `date YYYY-MM-DD` header, else the one given here, else the
    dateline's; `published_source` says which (`header`, `field` or as given, `dateline`). `publisher` and
    `language`, where not given, are read from the text, and stay None where it does not tell.
    """
    head = read_head(text, published)
    if head.header_date is not None:
        published, published_source = head.header_date, "header"
    elif published is not None:
        published_source = published_source or "field"
    elif head.published is not None:
        published, published_source = head.published, "dateline"
    else:
        published_source = None
    return Article(
        id=id,
        sha256=text_sha256(text),
        text=text,
        source_sha256=source_sha256,
        title=title,
        publisher=publisher or _publisher(text, head.agency),
        published=published,
        published_source=published_source,
        dateline=None if head.place is None else " ".join(head.place.text.split()),
        url=url,
        language=language or language_of(text),
        sources=sources,
        extra={} if extra is None else extra,
    )


def body_start(article: Article) -> int:
    """The offset where the story begins, after the header and a dateline that opens the text."""
    return read_head(article.text, article.published).end


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    words = load("text")["publishers"]
    return frozenset(words["agencies"]), frozenset(words["shapes"])


def _publisher(text: str, agency: str | None) -> str | None:
    """Who published the text, where it says so: the dateline's agency, or "X News reported quoting"."""
    agencies, shapes = _names()
    if agency is not None:
        words = agency.lower().replace("/", " ").split()
        if agency.lower() in agencies or any(word in agencies or word in shapes for word in words):
            return agency
    head = text[:_QUOTING_WITHIN]
    if "quoting" not in head and "citing" not in head:  # the pattern alone costs more than all the rest
        return None
    found = _QUOTING.search(head)
    if found is not None:
        words = found[1].lower().split()
        if any(word in shapes or word in agencies for word in words):
            name = found[1]
            return name.removeprefix("The ") if len(words) > 1 else name
    return None
