"""Going to an article by what a person calls it: its number in the queue, its id, or how the id begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.types import Scope

if TYPE_CHECKING:
    from store.store import Store

#: Suggestions at the most.
MOST = 6


def find_article(store: Store, typed: str, scope: Scope) -> tuple[int | None, str]:
    """The row that is meant, else None and why not. An id that is a number is meant before the number."""
    name = typed.strip()
    if (row := store.row_of(name)) is not None:
        return row, ""
    if name.isascii() and name.isdigit() and len(name) < 18:
        row = store.row_at(int(name), scope)
        return row, "" if row is not None else f"there is no article number {int(name):,}"
    found = store.ids_beginning(name, limit=2)
    if len(found) == 1:
        return found[0][0], ""
    why = "several ids begin with" if found else "no article is called or begins with"
    return None, f"{why} {name}"


def suggestions(store: Store, typed: str, scope: Scope) -> list[tuple[int, str, str]]:
    """Articles that could be meant: row, id and title, the one with that number first."""
    name = typed.strip()
    if not name:
        return []
    found: list[tuple[int, str, str]] = []
    if name.isascii() and name.isdigit() and len(name) < 18 and (row := store.row_at(int(name), scope)):
        of = store.queue_rows("", [row])
        found += [(r.row, r.id, f"number {int(name):,}" + (f" · {r.title}" if r.title else "")) for r in of]
    found += [(row, id_, title or "") for row, id_, title in store.ids_beginning(name, limit=MOST)]
    return list({f[0]: f for f in reversed(found)}.values())[::-1][:MOST]
