"""Articles and proposals from files into a store: what a line is decides where it goes."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.model import Article, Record, kind_of
from gold.evidence import misplaced
from gold.inputs.model import Item, Problem

if TYPE_CHECKING:
    from store.store import Store

#: Proposals that are kept in memory until their articles are stored.
_AT_ONCE = 500


@dataclass(slots=True)
class Report:
    """What an import did. `rows` are the article rows of the store in input order, known ones included."""

    new: int = 0
    known: int = 0
    proposals: int = 0
    rows: array[int] = field(default_factory=lambda: array("q"))

    @property
    def articles(self) -> int:
        """Articles that were read, new and known."""
        return self.new + self.known


def import_items(
    store: Store,
    items: Iterable[Item | Problem],
    on_problem: Callable[[Problem], None],
    *,
    progress: Callable[[int], None] | None = None,
) -> Report:
    """Store articles, and proposals beside them, as a stream; everything that is wrong goes to `on_problem`.

    Gold and reviewed records are refused line by line. `progress` hears how many articles more were stored.
    Raises StoreError where the store cannot be written; what was stored before stays.
    """
    report = Report()
    articles: list[Article] = []
    proposals: list[Record] = []
    source = _fit(items, on_problem)

    def flush() -> None:
        done = store.add_articles(articles)
        report.new += done.new
        report.known += done.known
        report.rows.extend(done.rows)
        for note in done.notes:
            on_problem(Problem("store", None, note, note=True))
        report.proposals += store.add_proposals(proposals) if proposals else 0
        if progress is not None:
            progress(len(articles))
        articles.clear()
        proposals.clear()

    size = 0
    for item in source:
        articles.append(item.article)
        size += len(item.article.text)
        if item.record is not None:
            proposals.append(item.record)
        if len(articles) >= _AT_ONCE * 2 or size > 8_000_000 or len(proposals) >= _AT_ONCE:
            flush()
            size = 0
    if articles:
        flush()
    return report


def _fit(items: Iterable[Item | Problem], on_problem: Callable[[Problem], None]) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Problem):
            on_problem(item)
        elif item.record is None:
            yield item
        elif (reason := refusal(item.record)) is not None:
            on_problem(Problem(item.path, item.line, reason))
        else:
            yield item


def refusal(record: Record) -> str | None:
    """Why this `assay/1` line is no proposal that can be imported; None where it is one."""
    kind = kind_of(record)
    if kind == "gold":
        return "is gold (neither extractor nor review): it is what others are scored against, not imported"
    if kind == "reviewed":
        return "is a reviewed record: decisions are not imported, its article can be from its own file"
    wrong = misplaced(record)
    if wrong:
        where, span = wrong[0]
        at = f"{span.start}-{span.end} ({where})"
        if not span.text:
            return f"has a span without the words that stand there: {at}"
        return f"quotes words that do not stand there: {span.text[:40]!r} at {at}"
    return None
