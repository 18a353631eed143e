"""`R`: what was mended a third time in the same way becomes a rule of the project."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from tui.modes import Press
from tui.ports import Failed

if TYPE_CHECKING:
    from store.rulings import Rule
    from store.store import Store
    from tui.desk import Desk


def take(desk: Desk, press: Press) -> None:
    """Make the mend that is offered a rule; without an offer say what the key is for."""
    memory = desk.memory
    offer, memory.offer = memory.offer, None
    if offer is None:
        desk.say("no rule is offered: the same mend in a third article offers one")
        return
    author = desk.reviewer

    def make(store: Store) -> Rule:
        made = store.make_rule(offer.kind, offer.words, offer.coding, author=author)
        threading.Thread(target=_apply, args=(store,), name="assay-rules", daemon=True).start()
        return made

    def then(made: Rule | Failed) -> None:
        if isinstance(made, Failed):
            desk.say(f"the rule was not made: {made.reason}", "error")
            return
        desk.ahead = None  # what was read ahead was read without the rule
        desk.read_ahead()
        desk.say(
            f"rule {made.number} is made: articles that wait take it · "
            f"`assay guidelines --retire {made.number}` ends it",
            "done",
        )

    desk.say("making it a rule…")
    desk.backstage.do(make, then)


def _apply(store: Store) -> None:
    """Apply the rules to what waits, in short steps; what is left at the end goes on at the next start."""
    from store.errors import StoreError

    with suppress(StoreError):  # the sitting has ended, or the disk is full: nothing is lost
        store.catch_up("rules", gently=True)


DEEDS = {"review.rule": take}
