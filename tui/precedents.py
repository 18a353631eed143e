"""What the status line says of how the same words were coded before, and the rule that a third mend offers.

Nothing here waits: the store is asked behind, once the keys have rested, and what it says is painted when it
is there. An offer takes no key from anybody: the key that is not the rule's acts as always, and declines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from store.coding import Coded, Kind
    from store.events import Change
    from store.precedents import Precedent
    from store.store import Store
    from tui.desk import Desk, Said
    from tui.ports import Failed
    from tui.review import Review

#: So many articles with the same mend make a rule worth offering, the one at hand among them.
ENOUGH = 3
#: Ways of coding that the line tells of one stretch of words.
TOLD = 3
#: Seconds that counting what was decided since may take before an answer.
BUDGET = 0.05


@dataclass(slots=True)
class Memory:
    """What one sitting knows of precedents.

    `found` is what was told by kind and words, of the visit `visit`; `asked` are those that were asked for.
    `offer` is the mend that a rule is offered for, `shown` whether that was said, `declined` the words that
    nobody wants a rule for.
    """

    visit: int = 0
    found: dict[tuple[Kind, str], Sequence[Precedent]] = field(default_factory=dict)
    asked: set[tuple[Kind, str]] = field(default_factory=set)
    offer: Coded | None = None
    times: int = 0
    shown: bool = False
    declined: set[tuple[Kind, str]] = field(default_factory=set)


# ---------------------------------------------------------------- precedents


def rest(desk: Desk) -> None:
    """The keys rest: say an offer that had to wait, and ask for the precedents of the field at hand."""
    _show_offer(desk)
    review, memory = desk.review, desk.memory
    if review is None or not desk.ready or desk.trouble is not None or desk.mode is not None:
        return
    if memory.visit != review.visit:
        memory.visit, memory.found, memory.asked = review.visit, {}, set()
    wanted = [(c.kind, c.words) for c in _at_hand(review) if (c.kind, c.words) not in memory.asked]
    if not wanted:
        return
    memory.asked.update(wanted)
    row = review.sight.loaded.row

    def find(store: Store) -> dict[tuple[Kind, str], Sequence[Precedent]]:
        _count(desk, store)
        return {(kind, words): store.precedents(kind, words, without=row) for kind, words in wanted}

    def then(found: Mapping[tuple[Kind, str], Sequence[Precedent]] | Failed) -> None:
        if isinstance(found, Mapping) and memory.visit == review.visit:
            memory.found.update(found)

    desk.backstage.ask(find, then)


def _count(desk: Desk, store: Store) -> None:
    """Count what was decided since, as far as there is time and nobody else writes."""
    from store.errors import StoreError

    until = monotonic() + BUDGET
    with suppress(StoreError):
        store.catch_up("precedents", stop=lambda: desk.backstage.wanted() or monotonic() > until, gently=True)


def _at_hand(review: Review) -> list[Coded]:
    """How the focused field codes the words that it rests on; nothing where no proposal is to be shown."""
    from store.coding import coded, kinds_of

    cell = None if review.cursor is None else review.state.cell(*review.cursor)
    if cell is None or review.cursor is None or review.sight.loaded.unaided:
        return []
    found = (coded(kind, cell["value"], cell.get("proposed")) for kind in kinds_of(review.cursor.field))
    return [one for one in found if one is not None]


def foot(desk: Desk) -> Said:
    """What the status line says: what is said, and beside or instead of it what is known of these words.

    What speaks against the value stands beside a sentence; what speaks for it only where nothing is said.
    """
    from tui.desk import Said

    said, review = desk.said, desk.review
    if review is None or desk.mode is not None or said.tone in ("warning", "error", "ask"):
        return said
    told = _told(review, desk.memory)
    against = any(differs for _, differs in told)
    shown = [words for words, differs in told if differs or not said.text]
    parts = [said.text or _rule_of(review), f"coded before: {' · '.join(shown)}" if shown else ""]
    words = " · ".join(part for part in parts if part)
    return said if words == said.text else Said(words, said.tone if said.text or against else "aside")


def _told(review: Review, memory: Memory) -> list[tuple[str, bool]]:
    """What is known of the words of the focused field, what differs from what stands there first."""
    if memory.visit != review.visit or not memory.found:
        return []
    told = [_tell(one, memory.found.get((one.kind, one.words), ())) for one in _at_hand(review)]
    return sorted(((words, differs) for words, differs in told if words), key=lambda one: not one[1])


def _rule_of(review: Review) -> str:
    """Why the value of the focused field stands, where a rule of the project has set it."""
    cell = None if review.cursor is None else review.state.cell(*review.cursor)
    return rule_in(cell) if cell is not None else ""


def rule_in(cell: Mapping[str, Any]) -> str:
    """The reason of a value that a rule of the project has set and nobody has changed; else empty."""
    value = cell.get("value")
    if not isinstance(value, Mapping) or cell.get("decision") not in (None, "accepted"):
        return ""
    from store.rulings import REASON

    reason = str(value.get("rule") or "")
    return reason if reason.startswith(REASON) else ""


def _tell(one: Coded, found: Sequence[Precedent]) -> tuple[str, bool]:
    """The precedents of some words in words, and whether most of them differ from what stands."""
    from store.rulings import in_words

    if not found:
        return "", False
    differs = found[0].coding != one.coding
    told = [(in_words(one.kind, p.coding), p) for p in found[:TOLD]]
    if len(told) == 1 and not differs and told[0][0] == one.words:
        return "", False  # “killed” is killed: that is no news
    last = [f" (last {p.last})" if differs and n == 0 and p.last else "" for n, (_, p) in enumerate(told)]
    listed = ", ".join(f"{words} {p.times:,}{at}" for (words, p), at in zip(told, last, strict=True))
    return f"“{one.words}” {listed}", differs


# ---------------------------------------------------------------- the offer


def mended(desk: Desk, review: Review, changes: Iterable[Change]) -> None:
    """After a key press: where it coded proposed words otherwise, ask whether others did so before."""
    from store.coding import mend_of

    memory = desk.memory
    found = (mend_of(c.field, c.before, c.after) for c in changes)
    mends = [one for one in found if one is not None and one[:2] not in memory.declined]
    if not mends or not desk.ready:
        return
    row, proposal = review.sight.loaded.row, review.sight.loaded.proposal_key

    def count(store: Store) -> tuple[Coded, int] | None:
        _count(desk, store)
        for mend in mends:
            others = store.mended(mend, row=row, proposal=proposal)
            if others + 1 >= ENOUGH:
                return mend, others + 1
        return None

    def then(found: tuple[Coded, int] | Failed | None) -> None:
        if isinstance(found, tuple):
            memory.offer, memory.times = found
            memory.shown = False
            _show_offer(desk)

    desk.backstage.ask(count, then)


def _show_offer(desk: Desk) -> None:
    from store.rulings import in_words

    memory, offer = desk.memory, desk.memory.offer
    if offer is None or memory.shown or desk.mode is not None or desk.said.tone in ("warning", "error"):
        return
    key = desk.keymap.main_key("review.rule")
    memory.shown = True
    often = f"mended so in {memory.times:,} articles"
    desk.say(
        f"{key} makes it a rule: “{offer.words}” is {in_words(offer.kind, offer.coding)} · {often}", "ask"
    )


def pass_by(desk: Desk) -> None:
    """A key other than the rule's was pressed: an offer that was on screen is declined for this sitting."""
    memory = desk.memory
    if memory.offer is not None and memory.shown:
        memory.declined.add(memory.offer[:2])
        memory.offer = None
