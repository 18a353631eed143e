"""What reading articles takes and gives: options in, items and problems out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Literal, TypeAlias

from extract.model import Article, Record

#: How a file is read. `text` covers .txt and .md.
Kind: TypeAlias = Literal["text", "html", "jsonl", "json", "csv", "tsv"]
KINDS: tuple[Kind, ...] = ("text", "html", "jsonl", "json", "csv", "tsv")

#: The fields that an input may state about an article, beside its text.
FIELDS: tuple[str, ...] = ("text", "id", "title", "published", "publisher", "url", "language")

MEGABYTE = 1 << 20

#: The path that means standard input.
STDIN = "-"


@dataclass(frozen=True, slots=True)
class InputOptions:
    """How inputs are read.

    `columns` maps a field (see `FIELDS`) to the column or JSON key that holds it, where that has another
    name. `kind` says what a file is where neither its ending nor its beginning tells. `max_article_bytes`
    bounds one article (a file, a line, a table row). A gzip file is refused once it unpacked to more than
    `bomb_bytes` and to more than `bomb_ratio` times what was read of it. `stdin` stands for `-`; None is
    the process's own standard input. `on_bytes` is told how many bytes of a file were read, for progress.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    kind: Kind | None = None
    max_article_bytes: int = 16 * MEGABYTE
    bomb_bytes: int = 64 * MEGABYTE
    bomb_ratio: int = 200
    stdin: BinaryIO | None = None
    on_bytes: Callable[[int], None] | None = None

    def column(self, name: str) -> str:
        """The input's own name of a field."""
        return self.columns.get(name, name)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to tell about an input: one sentence, and where.

    `note` True: the article was read, but not as it stood (decoded, a NUL replaced). False: it was not read.
    `line` counts from 1 and is None where the whole file is meant.
    """

    path: str
    line: int | None
    reason: str
    note: bool = False

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Item:
    """One article as it was read, and where. `record` is the whole line where it was `assay/1`."""

    article: Article
    path: str
    line: int | None = None
    record: Record | None = None


class Unusable(Exception):
    """An input that cannot be read; the message is the reason, without the place."""
