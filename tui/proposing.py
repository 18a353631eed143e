"""The extractor as the screen uses it: imported when it is first needed, because it takes a while."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.model import Article, Check, Record
from gold.extractors.chosen import Chosen
from store.state import State, as_record

if TYPE_CHECKING:
    from extract.pipeline import Settings

_chosen = Chosen()
_failures: list[str] = []


def choose(chosen: Chosen) -> None:
    """Says who extracts from now on. Raises ExtractorError where that, or a file for it, cannot be used."""
    global _chosen
    if chosen != Chosen():
        from gold.extractors.loading import load

        load(chosen)
    _chosen = chosen


def chosen() -> Chosen:
    """Who extracts, and what is added to it: another process has to be told."""
    return _chosen


def propose(article: Article) -> Record:
    """What the extractor reads out of an article.

    Where another package's extractor fails on it, the rules read it, so that nobody has to start from
    nothing; `failures` tells of it, and the next start asks that extractor again.
    """
    from gold.extractors.loading import load

    if _chosen == Chosen():
        return load(_chosen).read(article)
    try:
        return load(_chosen).read(article)
    except Exception as error:  # somebody else's code: whatever it raises, the sitting goes on
        said = f"{type(error).__name__}: {error}".split("\n", 1)[0]
        _failures.append(f"the extractor {_chosen.name} failed on {article.id}, the rules read it: {said}")
        from extract.pipeline import extract

        return extract(article, own_settings())


def failures() -> tuple[str, ...]:
    """What `propose` had to leave to the rules since it was asked last, in sentences."""
    told = tuple(_failures)
    del _failures[: len(told)]
    return told


def own_settings() -> Settings:
    """The user's own words and places, whoever extracts."""
    from gold.extractors.loading import rules_settings

    return rules_settings(_chosen)


def extractor_key() -> str:
    """The name of the extractor with all that makes it another one (see `store.rows.extractor_key`)."""
    from gold.extractors.loading import load
    from store.rows import extractor_key as key_of

    return key_of(load(_chosen).info)


def check(state: State) -> Sequence[Check]:
    """What is the matter with a review as it stands."""
    from extract.checks import check as look

    return look(as_record(state))
