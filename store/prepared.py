"""An article as the tables take it: checked, in plain values. No database library is imported here.

What reads files prepares, in a process of its own where there is much to read; what stores only binds. Plain
tuples of text and None cross from one process to the other at a fraction of what dataclasses cost.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from operator import itemgetter
from typing import Final, TypeAlias

from extract.model import Article, Source
from store import rows
from store.errors import StoreError

#: The columns of `articles` behind `row`, in the table's order: what `Prepared` begins with.
COLUMNS: Final = (*rows.ARTICLE_COLUMNS[:-1], "chars", "extra", "meta_sha256")
#: Where some of them stand.
ID: Final = 0
SHA256: Final = 1
SOURCE_SHA256: Final = 2
PUBLISHER: Final = 4
PUBLISHED: Final = 5
URL: Final = 8

Text: TypeAlias = str | None
#: A row of `articles` in the order of `COLUMNS`; days are ISO text.
Values: TypeAlias = tuple[
    str, str, Text, Text, Text, Text, Text, Text, Text, Text, int, Text, str
]  # fmt: skip
#: A row of `sources` in the order of `rows.SOURCE_COLUMNS`; days are ISO text.
SourceValues: TypeAlias = tuple[str, Text, Text, Text, Text, Text]
#: What is told of an article, its text, and where else it was found.
Prepared: TypeAlias = tuple[Values, str, tuple[SourceValues, ...]]

_META = itemgetter(*(COLUMNS.index(name) for name in rows.META_COLUMNS))
_CHARS: Final = COLUMNS.index("chars")
_PLAIN: Final = {str, int, type(None)}


def prepare(article: Article) -> Prepared:
    """The article's rows. Raises StoreError for what no table may hold.

    That is what no text file holds: lone surrogates and NUL; a hash of another text; an article without an
    id, and a field that is not text.
    """
    text, published = article.text, article.published
    values = (
        article.id,
        article.sha256,
        article.source_sha256,
        article.title,
        article.publisher,
        None if published is None else published.isoformat(),
        article.published_source,
        article.dateline,
        article.url,
        article.language,
        len(text),
        rows.dump_extra(article.extra),
    )
    sources = tuple(map(source_values, article.sources)) if article.sources else ()
    _check_types(values)
    try:
        encoded = text.encode()
        meta = rows.meta_of(_META(values))
        for source in sources:
            for value in source:
                if value is not None:
                    value.encode()
    except UnicodeEncodeError as problem:
        raise StoreError(
            f"article {article.id!a}: half a character (a lone surrogate) at offset {problem.start}: "
            "replace it with U+FFFD before importing"
        ) from None
    if "\x00" in text:
        raise StoreError(
            f"article {article.id!r}: a NUL at offset {text.index(chr(0))}: "
            "replace it with U+FFFD before importing"
        )
    if hashlib.sha256(encoded).hexdigest() != article.sha256:
        raise StoreError(f"article {article.id!r}: its sha256 does not belong to its text")
    return (*values, meta), text, sources


def renamed(values: Values, id: str) -> Values:
    """The same row under another id."""
    bare = (id, *values[1:-1])
    return (*bare, rows.meta_of(_META(bare)))


def source_values(source: Source) -> SourceValues:
    """A source as the values of its row."""
    published = None if source.published is None else source.published.isoformat()
    extra = rows.dump_extra(source.extra)
    return source.id, source.publisher, published, source.url, source.source_sha256, extra


def _check_types(values: Sequence[object]) -> None:
    id = values[ID]
    if not isinstance(id, str) or not id:
        raise StoreError(f"article {id!r}: id: has to be text of at least one character")
    kinds = [*map(type, values)]
    if _PLAIN.issuperset(kinds) and kinds.count(int) == 1:  # as nearly always, and quick to see
        return
    for at, value in enumerate(values):
        if value is not None and not isinstance(value, str) and at != _CHARS:
            raise StoreError(f"article {id!r}: {COLUMNS[at]}: {value!r} is not text")
