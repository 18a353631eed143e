"""What another reading would change: a newer proposal, and one's own decisions in near copies of the text.

Both are looked up in the reader's thread, shown line by line, and done when Enter says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from store.events import Change
from store.state import FINISHED, State, replay
from store.types import Draft, Loaded
from tui.modes import Press
from tui.ports import Failed
from tui.preview import Line, Preview, lines

if TYPE_CHECKING:
    from extract.model import Record
    from store.store import Store
    from tui.desk import Desk
    from tui.review import Review

_Compared: TypeAlias = "Callable[[tuple[Record | None, list[Change]] | Failed], None]"
_Done: TypeAlias = Callable[[bool], None]

#: Copies that one key press changes at the most; the next press takes the next ones.
MOST = 100


# ---------------------------------------------------------------- a newer proposal


def look(desk: Desk) -> None:
    """Quietly: say where a newer proposal says otherwise than the one that the work here began on."""
    review = desk.review
    if review is None:
        return

    def then(found: tuple[Record | None, list[Change]] | Failed) -> None:
        if isinstance(found, Failed) or desk.review is not review or not found[1]:
            return
        key = desk.keymap.main_key("review.newer")
        told = len(lines(review.state, found[1]))
        desk.add(f"a newer proposal says otherwise in {number(told, 'field')} · {key} shows")

    _compare(desk, review, then)


def _compare(desk: Desk, review: Review, then: _Compared) -> None:
    row, state = review.sight.loaded.row, review.state
    who = review.sight.loaded.coder or desk.reviewer

    def compare(store: Store) -> tuple[Record | None, list[Change]]:
        from store.takeover import take_over

        newest = store.newer_proposal(row, who)
        return newest, [] if newest is None else take_over(state, newest)

    desk.backstage.ask(compare, then)


def newer(desk: Desk, press: Press) -> None:
    """`N`: show what the newer proposal would change; Enter takes it over as one key press."""
    review = desk.review
    if review is None or not _open(desk):
        return
    state = review.state

    def then(found: tuple[Record | None, list[Change]] | Failed) -> None:
        if isinstance(found, Failed):
            desk.say(f"the newer proposal cannot be read: {found.reason}", "error")
        elif desk.review is not review or review.state is not state:
            desk.say("the article changed meanwhile: look again", "warning")
        elif found[0] is None:
            desk.say("there is no newer proposal for this article")
        elif not found[1]:
            desk.say("the newer proposal says the same wherever nothing is decided")
        else:
            _show_newer(desk, review, found[0], found[1], press)
            return
        desk.release()

    desk.holding = "looking…"
    _compare(desk, review, then)


def _show_newer(desk: Desk, review: Review, newest: Record, changes: list[Change], press: Press) -> None:
    state, told = review.state, lines(review.state, changes)
    by = newest.extractor or {}
    name = " ".join(str(by[k]) for k in ("name", "version") if by.get(k))
    title = f"A newer proposal{f', by {name}' if name else ''}: {number(len(told), 'change')}"

    def done(yes: bool) -> None:
        if not yes:
            desk.say("nothing was taken over")
        elif desk.review is not review or review.state is not state:
            desk.say("the article changed meanwhile: nothing was taken over, look again", "warning")
        else:
            desk.decide(
                "review.newer",
                press,
                changes,
                f"{number(len(told), 'change')} of the newer proposal taken over",
            )
            desk.show_focus()

    _preview(desk, Preview(title, "takes it over; what you decided stays", told), done)


# ---------------------------------------------------------------- near copies


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy and what one's decisions would change in it."""

    loaded: Loaded
    state: State
    changes: list[Change]


def tell_copies(desk: Desk, review: Review) -> None:
    """Quietly, after verifying: say that the article has near copies."""
    row = review.sight.loaded.row

    def then(found: list[int] | Failed) -> None:
        if not isinstance(found, Failed) and found and desk.verified is review:
            key = desk.keymap.main_key("review.copies")
            words = number(len(found), "near copy", "near copies")
            desk.add(f"it has {words} · {key} shows what you decided there")

    def count(store: Store) -> list[int]:
        return store.copies_of(row)

    if desk.ready:
        desk.backstage.ask(count, then)


def copies(desk: Desk, press: Press) -> None:
    """`C`: what the decisions here would change in near copies of the text; Enter carries them over.

    Right after verifying, while the article that opened next is untouched, the verified one is meant.
    """
    source = desk.review
    if desk.verified is not None and (source is None or source.state.status is None):
        source = desk.verified
    if source is None:
        desk.say("no article is open: p goes back to the last one", "warning")
        return
    if not _open(desk):
        return
    row, state, who = source.sight.loaded.row, source.state, desk.reviewer

    def find(store: Store) -> tuple[int, list[Copy]]:
        return find_copies(store, row, state, who)

    def then(found: tuple[int, list[Copy]] | Failed) -> None:
        if isinstance(found, Failed):
            desk.say(f"the copies cannot be read: {found.reason}", "error")
        elif not found[0]:
            desk.say("this article has no near copies")
        elif not found[1]:
            of = number(found[0], "near copy", "near copies")
            desk.say(f"nothing that you decided here changes anything in the {of}")
        else:
            _show_copies(desk, source, found[1], press)
            return
        desk.release()

    desk.holding = "looking at the copies…"
    desk.backstage.ask(find, then)


def find_copies(store: Store, row: int, source: State, who: str) -> tuple[int, list[Copy]]:
    """How many near copies an article has, and those (`MOST`) in which its decisions change anything.

    Left out are copies that are finished, and those that anybody codes by assignment: each is to be read.
    """
    from store.takeover import transfer

    rows, found = store.copies_of(row), []
    for other in rows:
        loaded = store.load(other, who)
        if loaded.coder is not None or store.is_assigned(loaded.article.sha256):
            continue
        if loaded.proposal_key is None and not loaded.events:
            from tui.proposing import propose

            store.add_proposals([propose(loaded.article)])
            loaded = store.load(other, who)
        target = replay(loaded.proposal, loaded.events)
        if target.status not in FINISHED and (changes := transfer(source, target)):
            found.append(Copy(loaded, target, changes))
        if len(found) == MOST:
            break
    return len(rows), found


def _show_copies(desk: Desk, source: Review, found: Sequence[Copy], press: Press) -> None:
    told: list[Line] = []
    for copy in found:
        article = copy.loaded.article
        told.append(Line(f"{article.id}  {article.title or ''}".strip()))
        told += lines(copy.state, copy.changes)
    of = source.article.title or source.article.id
    title = f"What you decided on “{of}”, in {number(len(found), 'near copy', 'near copies')}"

    def done(yes: bool) -> None:
        if yes:
            _carry(desk, found, press)
        else:
            desk.say("nothing was carried over")

    _preview(desk, Preview(title, "carries it over; what is decided there stays", told), done)


def _carry(desk: Desk, found: Sequence[Copy], press: Press) -> None:
    who, ms = desk.reviewer, desk.worked()

    def carry(store: Store) -> tuple[int, str]:
        return carry_over(store, found, who, press.key, ms)

    def then(kept: tuple[int, str] | Failed) -> None:
        n, why = (0, kept.reason) if isinstance(kept, Failed) else kept
        said = f"carried over to {number(n, 'near copy', 'near copies')}"
        if why:
            desk.say(f"{said}, not to the rest: {why}", "error")
        else:
            one = " one by one" if n > 1 else ""
            desk.say(f"{said} · {desk.keymap.main_key('review.undo')} takes it back{one}", "done")
        desk.ahead = None  # what was read ahead may be one of them
        desk.read_ahead()
        desk.release()

    desk.holding = "carrying over…"
    desk.backstage.do(carry, then)


def carry_over(store: Store, found: Sequence[Copy], who: str, key: str, ms: int) -> tuple[int, str]:
    """Keep the changes, a group for each copy; how many, and why not all of them."""
    from store.errors import StoreError
    from store.mends import reopened

    for n, copy in enumerate(found):
        loaded = copy.loaded
        draft = Draft(
            who,
            loaded.article.sha256,
            "review.copies",
            key,
            reopened(copy.state, copy.changes),
            ms=0 if n else ms,
            proposal=loaded.proposal_key,
            last_seq=loaded.last_seq,
        )
        try:
            store.append(draft)
        except StoreError as problem:
            return n, str(problem)
    return len(found), ""


# ---------------------------------------------------------------- both


def number(n: int, one: str, several: str = "") -> str:
    """`1 field`, `3 fields`."""
    return f"{n:,} {one if n == 1 else several or one + 's'}"


def _open(desk: Desk) -> bool:
    """Whether the store can be asked; says it where not."""
    if not desk.ready:
        desk.say(
            f"this has to wait: {desk.why_not() if desk.trouble else 'the store is being opened'}", "warning"
        )
    return desk.ready


def _preview(desk: Desk, preview: Preview, done: _Done) -> None:
    """Show it. Keys that were typed before it was there were meant for something else: they are dropped."""
    desk.holding = None
    desk.held.clear()
    desk.face.preview(preview, done)


DEEDS = {"review.newer": newer, "review.copies": copies}
