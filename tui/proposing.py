"""The extractor as the screen uses it: imported when it is first needed, because it takes a while."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import Article, Check, Record
from store.rows import extractor_key as key_of
from store.state import State, as_record


def propose(article: Article) -> Record:
    """What the extractor reads out of an article."""
    from extract.pipeline import extract

    return extract(article)


def extractor_key() -> str:
    """The name of the extractor with all that makes it another one (see `store.rows.extractor_key`)."""
    from extract.pipeline import extractor_info

    return key_of(extractor_info())


def check(state: State) -> Sequence[Check]:
    """What is the matter with a review as it stands."""
    from extract.checks import check as look

    return look(as_record(state))
