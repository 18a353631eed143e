"""What in the text could fill a field: every number, date or place with how it would be read. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.claims import claimable
from extract.model import Mention, MentionType, Span
from store.state import State
from tui.shown import count_words, date_words, place_words

#: The keys under the fingers at rest, the strongest first.
HOME = "fjdkslagh"
#: What a second letter may be where the home row does not do for all.
LETTERS = HOME + "rueiwoqptyvmcnxbz"
#: So many candidates get letters, one or two each.
MOST = len(HOME) * len(LETTERS)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words of the text, the wire value that they read as, and that value in words."""

    span: Span
    value: Mapping[str, Any]
    reads: str


def suits(field: str) -> MentionType:
    """The kind of mention that fills a field; a head line's are numbers, for a further count."""
    return {"date": "date", "location": "place"}.get(field, "number")  # type: ignore[return-value]


def candidates(state: State, kind: MentionType) -> list[Candidate]:
    """Every mention of that kind that could be a value, in the order of the text.

    Left out are the header and the dateline, which tell of the report, and numbers that count nobody.
    """
    from extract.article import body_start

    body = body_start(state.proposal.article)
    found = (read_mention(m) for m in mentions(state, kind) if m.start >= body)
    return [c for c in found if c is not None]


def read_mention(mention: Mention) -> Candidate | None:
    """A mention as a candidate; None where it says nothing."""
    span, value = Span(mention.start, mention.end, mention.text), mention.value
    match mention.type:
        case "number":
            figures = [value.get(k) for k in ("low", "best", "high")]
            if "kind" in value or not any(f is not None for f in figures):
                return None
            return Candidate(span, value, count_words(value))
        case "date":
            if value.get("start") is None and value.get("end") is None:
                return None
            return Candidate(span, {"basis": "event", **value}, date_words(value))
    named = {**value, "name": value.get("name") or mention.text}
    return Candidate(span, named, place_words(named))


_last: tuple[State, dict[MentionType, Sequence[Mention]]] | None = None


def mentions(state: State, kind: MentionType) -> Sequence[Mention]:
    """The article's mentions of a kind, in order; found here where the proposal brought none.

    Dates are read anew where the day of publication was corrected. The last answer is kept.
    """
    global _last
    same = _last is not None and (
        _last[0].proposal is state.proposal and _last[0].published == state.published
    )
    if _last is None or not same:
        _last = (state, {})
    known = _last[1]
    if kind not in known:
        known[kind] = sorted(_found(state, kind), key=lambda m: (m.start, m.end))
    return known[kind]


def _found(state: State, kind: MentionType) -> Sequence[Mention]:
    brought = [m for m in state.proposal.mentions if m.type == kind]
    moved = kind == "date" and state.published != state.proposal.article.published
    if brought and not moved and any(m.value for m in brought):
        return brought
    from extract.pipeline import find_mentions
    from tui.proposing import own_settings

    return find_mentions(state.article, kind, own_settings())


def overlapping(found: Sequence[Candidate], start: int, end: int) -> list[Candidate]:
    """The candidates that lie within these code points, or touch them."""
    at = bisect_left([c.span.end for c in found], start + 1)
    out = []
    while at < len(found) and found[at].span.start < end:
        out.append(found[at])
        at += 1
    return out


def codes(n: int) -> list[str]:
    """`n` codes (at most `MOST`) of one or two letters, none the beginning of another; short first.

    The home row alone does for 81; beyond that any letter may come second.
    """
    size = len(HOME)
    if n <= size:
        return list(HOME[:n])
    second = HOME if n <= size**2 else LETTERS
    leads = min(-(-(n - size) // (len(second) - 1)), size)
    single = HOME[: size - leads]
    double = [a + b for a in HOME[size - leads :] for b in second]
    return [*single, *double][:n]


def lettered(found: Sequence[Candidate], seen: tuple[int, int]) -> list[Candidate]:
    """Those that get letters, in the order in which they get them: on screen first, then from there on."""
    first = [c for c in found if seen[0] <= c.span.start < seen[1]]
    after = [c for c in found if c.span.start >= seen[1]]
    before = [c for c in reversed(found) if c.span.start < seen[0]]
    return [*first, *after, *before][:MOST]


def free_numbers(state: State, taken: Sequence[Span]) -> list[Candidate]:
    """The numbers that no standing count rests on, in the order of the text."""
    spans = sorted((s.start, s.end) for s in taken)
    wanted = {(m.start, m.end) for m in mentions(state, "number") if claimable(m)}
    out, at, reached = [], 0, 0
    for one in candidates(state, "number"):
        while at < len(spans) and spans[at][0] < one.span.end:
            reached = max(reached, spans[at][1])
            at += 1
        if reached <= one.span.start and (one.span.start, one.span.end) in wanted:
            out.append(one)
    return out
