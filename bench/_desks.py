"""Stores to press keys at: articles of one shape and any length, each with a token in every paragraph.

A token such as `t0012c` says which article (12) and which paragraph (c) stands on screen, so a terminal's
output tells what was painted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bench._reports import reports

if TYPE_CHECKING:
    from extract.model import Article
    from store.store import Store

_DAY = dt.date(2025, 2, 5)
#: A word at the beginning of each of these articles that is never lit, and stands nowhere else on a screen.
OPENING = "officials"
_HEAD = (
    "TURBAT: Security forces killed nine militants in two raids near Turbat and Mand on Monday and Tuesday, "
    f"{OPENING} said.\n\nThe first raid took place on Monday near Turbat, where troops killed five militants "
    "and wounded two others.\n\nOn Tuesday four militants were killed in Mand in Kech district, and three "
    "soldiers were wounded in an exchange of fire.\n\n"
)
_DULL = (
    "The road along the coast was closed for some hours while the wreckage was taken away, and drivers had "
    "to wait or turn back. Shopkeepers opened their doors in the afternoon. People who live there said that "
    "it had been quiet for weeks, and that they hoped it would be quiet again."
)


def token(article: int, paragraph: int) -> bytes:
    """What stands in front of a paragraph of the dull part."""
    return f"t{article:04}{chr(ord('a') + paragraph)}".encode()


def text_of(number: int, chars: int) -> str:
    """An article of about so many characters: what happened comes first, the rest has nothing to code."""
    parts = []
    for paragraph in range(max((chars - len(_HEAD)) // (len(_DULL) + 8), 1)):
        mark = token(number, paragraph).decode() if paragraph < 26 else "And"
        parts.append(f"{mark} {_DULL}")
    return _HEAD + "\n\n".join(parts)


def articles(count: int, chars: int) -> Iterator[Article]:
    """So many articles of so many characters."""
    from extract.article import make_article

    for number in range(count):
        yield make_article(f"desk/{number:04}.txt", text_of(number, chars), published=_DAY)


def make_store(path: Path, count: int, chars: int, *, others: int = 0) -> None:
    """A store with `count` of these articles, proposed, and `others` behind them with nothing in them."""
    from extract.article import make_article
    from extract.pipeline import extract
    from store.engine import open_store

    proposal = extract(make_article("head", _HEAD, published=_DAY))
    with open_store(str(path)) as store:
        made = list(articles(count, chars))
        store.add_articles(made)
        store.add_proposals(replace(proposal, article=article) for article in made)
        if others:
            store.add_articles(make_article(r["id"], r["text"]) for r in reports(others))
            _propose_nothing(store)
        store.catch_up("facts")


def _propose_nothing(store: Store) -> None:
    """Say of every article without a proposal that the extractor found nothing in it."""
    with store._database.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO proposals (article, extractor, key, made_at, body) "
            "SELECT a.row, (SELECT row FROM extractors), 'nothing-' || a.row, '2025-02-05T00:00:00.000Z', "
            """'{"incidents": [], "mentions": []}' FROM articles a """
            "WHERE NOT EXISTS (SELECT 1 FROM proposals p WHERE p.article = a.row)"
        )
