"""What an incident is: the head line's `e`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.model import INCIDENT_TYPES
from store import mends
from tui.modes import Press, Reads, Suggestion

if TYPE_CHECKING:
    from tui.desk import Desk


@dataclass(frozen=True, slots=True)
class TypeEditor:
    """The type of an incident: the first letters of one, or nothing."""

    title: str
    hint: str = "the first letters are enough; nothing: not said"

    def read(self, text: str) -> Reads:
        """The type that the letters begin."""
        found = _beginning(text)
        if not text.strip():
            return Reads("no type")
        if not found:
            return Reads(f"no type begins so: {', '.join(map(_shown, INCIDENT_TYPES))}", ok=False)
        return Reads(_shown(found[0]))

    def suggest(self, text: str) -> Sequence[Suggestion]:
        """The types that fit."""
        return [Suggestion(_shown(t)) for t in _beginning(text)]

    def keep(self, desk: Desk, text: str, chosen: int | None, press: Press) -> None:
        """Put the type on the head line."""
        review = desk.review
        if review is None or review.cursor is None:
            return
        found = _beginning(text)
        kind = found[chosen or 0] if found and (text.strip() or chosen is not None) else None
        was = review.where()
        said = _shown(kind) if kind else "no type"
        changes = mends.set_type(review.state, review.cursor.entry, kind)
        if not desk.decide("review.edit", press, changes, f"{was}: {said}"):
            desk.say(f"{was} is {said} already")
        desk.move_on_from_edit()


def _beginning(text: str) -> list[str]:
    """The types that begin with a text, else those with a word that does."""
    wanted = "_".join(text.lower().split())
    first = [t for t in INCIDENT_TYPES if t.startswith(wanted)]
    return first or [t for t in INCIDENT_TYPES if any(w.startswith(wanted) for w in t.split("_"))]


def _shown(kind: str) -> str:
    return kind.replace("_", " ")
