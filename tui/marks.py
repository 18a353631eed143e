"""What is marked in the article's text: evidence by kind, the focused field's, numbers left over. Pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

from extract.claims import claimable
from extract.model import Check, Span
from store.state import State
from tui.cursor import Cursor

MarkKind: TypeAlias = Literal["number", "date", "place", "unclaimed", "chosen"]


class Mark(NamedTuple):
    """Code points `start` to `end` (exclusive) of the article's text, and what they are.

    `focus`: evidence of the focused field. `cue`: a word its side or outcome was read from, or, on a head
    line, evidence of the entry.
    """

    start: int
    end: int
    kind: MarkKind
    focus: bool = False
    cue: bool = False


_KIND: dict[str, MarkKind] = {"date": "date", "location": "place"}


def kind_of_field(field: str) -> MarkKind:
    """The kind of evidence that a field rests on."""
    return _KIND.get(field, "number")


def evidence(value: Any) -> Iterator[Span]:
    """All spans of a wire value that hold evidence: its own, its other places', its tolls'.

    Values without any (a head line's True) give none.
    """
    if not isinstance(value, Mapping):
        return
    for part in (value, *value.get("others", ()), *value.get("reports", ())):
        for span in part.get("evidence", ()):
            yield Span(span["start"], span["end"], span.get("text", ""))


def cues(value: Any) -> Iterator[Span]:
    """The words that a count's side and outcome were read from."""
    if not isinstance(value, Mapping):
        return
    for spans in (value.get("cues") or {}).values():
        for span in spans:
            yield Span(span["start"], span["end"], span.get("text", ""))


class _Standing(NamedTuple):
    """What does not depend on the cursor. The last answers are kept: most keys only move the cursor."""

    state: State
    marks: list[Mark]
    unclaimed: list[Span]


#: Of the article on screen, and of the one that is made ready behind it.
_last: deque[_Standing] = deque(maxlen=2)


def _standing(state: State) -> _Standing:
    made = next((s for s in _last if s.state is state), None)
    if made is None:
        found: dict[Mark, None] = {}
        for entry in state.standing():
            for field in state.fields(entry)[1:]:
                if state.decision(entry, field) != "rejected":
                    kind = kind_of_field(field)
                    spans = evidence(state.value(entry, field))
                    found.update((Mark(s.start, s.end, kind), None) for s in spans)
        free = _left_over(state, [m for m in found if m.kind == "number"])
        quiet = [Mark(s.start, s.end, "unclaimed") for s in free]
        made = _Standing(state, [*found, *quiet], free)
        _last.append(made)
    return made


def _left_over(state: State, claims: Sequence[Mark]) -> list[Span]:
    """The numbers of the text that overlap no claim. Linear in both, after sorting."""
    claims = sorted(claims)
    free: list[Span] = []
    at = reached = 0
    numbers = [m for m in state.proposal.mentions if m.type == "number" and claimable(m)]
    for mention in sorted(numbers, key=lambda m: m.start):
        while at < len(claims) and claims[at].start < mention.end:
            reached = max(reached, claims[at].end)
            at += 1
        if reached <= mention.start:
            free.append(Span(mention.start, mention.end, mention.text))
    return free


def claims(state: State) -> list[Span]:
    """The words of the text that standing counts rest on."""
    return [Span(m.start, m.end, "") for m in _standing(state).marks if m.kind == "number"]


def unclaimed(state: State) -> list[Span]:
    """The numbers of the text that no standing field rests on, in order."""
    return _standing(state).unclaimed


def marks(
    state: State, cursor: Cursor | None, checks: Sequence[Check] = (), toll: int | None = None
) -> list[Mark]:
    """Everything to be marked: standing evidence, unclaimed numbers, and last what the cursor lights.

    With `toll`, only the words of that toll of the count are in focus. `checks` that are open at the cursor
    light the words they are about, where it has no evidence.
    """
    standing = _standing(state).marks
    if cursor is None or state.cell(*cursor) is None:
        return standing
    lit: list[Mark] = []
    if cursor.field == "exists":
        for field in state.fields(cursor.entry)[1:]:
            kind = kind_of_field(field)
            lit += [Mark(s.start, s.end, kind, cue=True) for s in evidence(state.value(cursor.entry, field))]
    else:
        kind = kind_of_field(cursor.field)
        value = state.value(*cursor)
        lit += [Mark(s.start, s.end, kind, cue=True) for s in cues(value)]
        if toll is None:
            lit += [Mark(s.start, s.end, kind, focus=True) for s in evidence(value)]
        else:
            lit += [Mark(s.start, s.end, kind, cue=True) for s in evidence(value)]
            lit += [Mark(s.start, s.end, kind, focus=True) for s in evidence(value["reports"][toll])]
    if not lit:
        spans = [s for c in checks if (c.entry, c.field) == cursor for s in c.spans]
        lit = [Mark(s.start, s.end, kind_of_field(cursor.field), cue=True) for s in spans]
    return [*standing, *dict.fromkeys(lit)]


def focus_span(state: State, cursor: Cursor | None, toll: int | None = None) -> Span | None:
    """The span to bring into view: the first evidence of the focused field, of an entry its first of all."""
    if cursor is None or state.cell(*cursor) is None:
        return None
    if cursor.field == "exists":
        every = [s for f in state.fields(cursor.entry)[1:] for s in evidence(state.value(cursor.entry, f))]
        return min(every, key=lambda s: s.start, default=None)
    value = state.value(*cursor)
    return next(evidence(value if toll is None else value["reports"][toll]), None)


def undecided_spans(state: State) -> list[Span]:
    """The evidence of every field that waits, in the order of the text: what `Space` must have shown."""
    every = [
        s
        for entry, field in state.undecided()
        if field != "exists"
        for s in evidence(state.value(entry, field))
    ]
    return sorted(set(every), key=lambda s: s.start)
