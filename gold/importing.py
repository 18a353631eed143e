"""Articles and proposals from files into a store: what a line is decides where it goes."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.model import Article, Record, kind_of
from gold.evidence import misplaced
from gold.inputs.model import Item, Problem, Unusable

if TYPE_CHECKING:
    from store.prepared import Prepared
    from store.store import Store

#: Proposals that are kept in memory until their articles are stored.
_AT_ONCE = 500


@dataclass(slots=True)
class Report:
    """What an import did. `rows` are the article rows of the store in input order, known ones included.

    `proposals` and `decided` count new proposals and records whose decisions were taken over.
    """

    new: int = 0
    known: int = 0
    proposals: int = 0
    decided: int = 0
    rows: array[int] = field(default_factory=lambda: array("q"))

    @property
    def articles(self) -> int:
        """Articles that were read, new and known."""
        return self.new + self.known


def import_items(
    store: Store,
    items: Iterable[Item | Prepared | Problem],
    on_problem: Callable[[Problem], None],
    *,
    progress: Callable[[int], None] | None = None,
    as_decisions: bool = False,
    gently: bool = False,
) -> Report:
    """Store articles, and proposals beside them, as a stream; everything that is wrong goes to `on_problem`.

    Articles may come as the store takes them, from a process that reads (`gold.inputs.read_ahead`).

    Gold is refused line by line, and so are reviewed records unless `as_decisions` is set: then they become
    their reviewers' work, dated today (`gold.decisions`).

    `progress` hears how many more were stored; `gently` says that people decide meanwhile. Raises StoreError
    where the store cannot be written; what was stored before stays.
    """
    report = Report()
    articles: list[Article | Prepared] = []
    proposals: list[Record] = []
    reviewed: list[Item] = []
    source = _fit(items, on_problem, as_decisions)

    def flush() -> None:
        done = store.add_articles(articles, gently=gently)
        report.new += done.new
        report.known += done.known
        report.rows.extend(done.rows)
        for note in done.notes:
            on_problem(Problem("store", None, note, note=True))
        report.proposals += store.add_proposals(proposals) if proposals else 0
        for item in reviewed:
            report.decided += _decide(store, item, on_problem)
        if progress is not None:
            progress(len(articles))
        articles.clear()
        proposals.clear()
        reviewed.clear()

    size = 0
    with nullcontext() if gently else store.many():
        for item in source:
            if isinstance(item, tuple):
                articles.append(item)
                size += len(item[1])
            else:
                articles.append(item.article)
                size += len(item.article.text)
                if item.record is not None and item.record.review is None:
                    proposals.append(item.record)
                elif item.record is not None:
                    reviewed.append(item)
            if (
                len(articles) >= _AT_ONCE * 2
                or size > 8_000_000
                or len(proposals) + len(reviewed) >= _AT_ONCE
            ):
                flush()
                size = 0
        if articles:
            flush()
    return report


def _decide(store: Store, item: Item, on_problem: Callable[[Problem], None]) -> bool:
    from gold.decisions import keep

    assert item.record is not None
    try:
        return keep(store, item.record)
    except Unusable as problem:
        on_problem(Problem(item.path, item.line, str(problem)))
        return False


def _fit(
    items: Iterable[Item | Prepared | Problem], on_problem: Callable[[Problem], None], as_decisions: bool
) -> Iterator[Item | Prepared]:
    for item in items:
        if isinstance(item, tuple):
            yield item
        elif isinstance(item, Problem):
            on_problem(item)
        elif item.record is None:
            yield item
        elif (reason := refusal(item.record, as_decisions=as_decisions)) is not None:
            on_problem(Problem(item.path, item.line, reason))
        else:
            yield item


def refusal(record: Record, *, as_decisions: bool = False) -> str | None:
    """Why this `assay/1` line cannot be imported; None where it can."""
    kind = kind_of(record)
    if kind == "gold":
        return "is gold (neither extractor nor review): it is what others are scored against, not imported"
    if kind == "reviewed" and not as_decisions:
        return "is a reviewed record: --as-decisions takes it over as its reviewer's work"
    wrong = misplaced(record)
    if wrong:
        where, span = wrong[0]
        at = f"{span.start}-{span.end} ({where})"
        if not span.text:
            return f"has a span without the words that stand there: {at}"
        return f"quotes words that do not stand there: {span.text[:40]!r} at {at}"
    return None
