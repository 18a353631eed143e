"""`r` adds a toll with its source; on a toll `a` makes it best, `x` supersedes, `e` mends, `d` drops it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.from_json import toll_from_json
from extract.model import SOURCE_KINDS, Count, Span, Toll
from extract.to_json import span_to_json
from extract.typed_counts import TypedCount, read_count, show_count
from extract.typed_errors import NOT_STATED, TypedError
from store import tolls
from store.events import Change
from store.state import State
from tui.candidates import Candidate, candidates
from tui.card import source_words
from tui.counting import TYPED, in_words
from tui.cursor import Cursor
from tui.hinting import Hinting
from tui.lineedit import Line
from tui.modes import Press, Reads, Suggestion, Writing

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.review import Review


def add(desk: Desk, press: Press) -> None:
    """Letters over the numbers, each with the source that its sentence names; a digit types a toll."""
    review = desk.review
    if review is None or review.cursor is None:
        return
    review.toll = None
    found = candidates(review.state, "number")
    if not found:
        _write(desk, press, "", None)
        return
    text = review.article.text
    sources: dict[Span, str] = {}

    def reads(one: Candidate) -> str:
        if one.span not in sources:
            sources[one.span] = source_words(_source(text, one.span))
        return f"{one.reads}  {sources[one.span]}"

    mode = Hinting(
        f"Another toll for {review.where()}",
        found,
        desk.face.in_view(),
        press,
        _picked,
        kind="number",
        beside=reads,
        typed=_typed,
        more=[("0–9", "type one")],
    )
    desk.mode = mode
    mode.opened(desk)


def _source(text: str, span: Span) -> dict[str, str | None]:
    from extract.told import source_at

    told = source_at(text, span)
    return {"source": told and told[0], "source_kind": told[1] if told else "media"}


def _picked(desk: Desk, one: Candidate, adding: bool, press: Press) -> None:
    review = desk.review
    if review is None:
        return
    source = _source(review.article.text, one.span)
    figures = {k: one.value.get(k) for k in ("low", "best", "high", "qualifier")}
    toll = toll_from_json({**figures, **source, "evidence": [span_to_json(one.span)]})
    _add(desk, toll, press)


def _typed(desk: Desk, press: Press) -> bool:
    """A digit among the letters begins a toll in words."""
    if press.key not in TYPED - {"+", ",", "-", "."}:
        return False
    _write(desk, press, press.key, None)
    return True


def _add(desk: Desk, toll: Toll, press: Press) -> None:
    review = desk.review
    if review is None or review.cursor is None:
        return
    entry, count_id = _count(review.cursor)
    try:
        changes = tolls.add_toll(review.state, entry, count_id, toll, own=_own(review))
    except ValueError as why:
        desk.say(str(why), "warning")
        return
    figure = show_count(toll.low, toll.best, toll.high, toll.qualifier)
    who = source_words({"source": toll.source, "source_kind": toll.source_kind})
    desk.decide("review.toll", press, changes, f"{review.where()}: {figure} by {who}")


def _own(review: Review) -> tuple[str | None, str | None]:
    """Who says the figure that stood alone until now."""
    assert review.cursor is not None
    count = review.state.count(*_count(review.cursor))
    if not count.evidence or count.reports:
        return None, None
    source = _source(review.article.text, count.evidence[0])
    return source["source"], source["source_kind"]


def _count(cursor: Cursor) -> tuple[str, str]:
    return cursor.entry, cursor.field.removeprefix("counts/")


# ---------------------------------------------------------------- in words


@dataclass(frozen=True, slots=True)
class TollEditor:
    """A toll in words: the figure, then who says it, and in brackets what kind of source that is.

    `at` is the toll that is mended, None for a new one.
    """

    title: str
    at: int | None
    evidence: tuple[Span, ...] = ()
    hint: str = "41 the village head · 12+ Ministry of Health (official)"

    def read(self, text: str) -> Reads:
        """The figure in words and the source."""
        try:
            count, source, kind = read_toll(text)
        except TypedError as problem:
            return Reads(str(problem), ok=False)
        return Reads(f"{in_words(count)}, {source_words({'source': source, 'source_kind': kind})}")

    def suggest(self, text: str) -> Sequence[Suggestion]:
        """Nothing to suggest."""
        return ()

    def keep(self, desk: Desk, text: str, chosen: int | None, press: Press) -> None:
        """Add the toll, or put it in the place of the one that is mended."""
        review = desk.review
        if review is None or review.cursor is None:
            return
        count, source, kind = read_toll(text)
        spans = self.evidence or _found(review, count)
        toll = toll_from_json(
            {
                "low": count.low,
                "best": count.best,
                "high": count.high,
                "qualifier": count.qualifier,
                "source": source,
                "source_kind": kind,
                "evidence": [span_to_json(s) for s in spans],
            }
        )
        if self.at is None:
            _add(desk, toll, press)
            return
        changes = tolls.replace_toll(review.state, *_count(review.cursor), self.at, toll)
        if not desk.decide("review.toll", press, changes, f"{review.where()}: the toll is mended"):
            desk.say("the toll stays as it was")


def read_toll(text: str) -> tuple[TypedCount, str | None, str]:
    """Figure, source and kind of a toll as typed. Raises TypedError where the figure is none.

    The kind stands in brackets at the end, else the source's words say it.
    """
    from extract.told import kind_of_source

    figure, _, source = text.strip().partition(" ")
    count = read_count(figure)
    source = source.strip()
    head, _, kind = source.removesuffix(")").rpartition("(")
    if source.endswith(")") and kind.strip() in SOURCE_KINDS:
        return count, head.strip() or None, kind.strip()
    return count, source or None, kind_of_source(source) if source else "media"


def _found(review: Review, count: TypedCount) -> tuple[Span, ...]:
    """The one unclaimed number of the text that says the typed figure."""
    from store.evidence import evidence_for

    figures = {"low": count.low, "best": count.best, "high": count.high}
    return evidence_for(review.state, "number", figures)


def _write(desk: Desk, press: Press, text: str, at: int | None, evidence: tuple[Span, ...] = ()) -> None:
    review = desk.review
    if review is None:
        return
    title = f"A toll for {review.where()}" if at is None else f"A toll of {review.where()}"
    mode = Writing(TollEditor(title, at, evidence), Line.of(text), press, text, fresh=at is not None)
    mode.refresh()
    desk.mode = mode
    desk.say("")


# ---------------------------------------------------------------- on a toll


def _on(
    change: Callable[[State, str, str, int], list[Change]], said: str, already: str
) -> Callable[[Desk, Press], None]:
    def act(desk: Desk, press: Press) -> None:
        review = desk.review
        if review is None or review.cursor is None or review.toll is None:
            return
        was = review.where()
        try:
            changes = change(review.state, *_count(review.cursor), review.toll)
        except ValueError as why:
            desk.say(str(why), "warning")
            return
        if not desk.decide("review.toll", press, changes, said.format(was)):
            desk.say(already.format(was))

    return act


def _edit(desk: Desk, press: Press) -> None:
    review = desk.review
    if review is None or review.cursor is None or review.toll is None:
        return
    toll = _count_of(review).reports[review.toll]
    figure = show_count(toll.low, toll.best, toll.high, toll.qualifier).replace(NOT_STATED, "")
    kind = f" ({toll.source_kind})" if toll.source and toll.source_kind else ""
    _write(desk, press, f"{figure} {toll.source or ''}{kind}".strip(), review.toll, toll.evidence)


def _count_of(review: Review) -> Count:
    assert review.cursor is not None
    return review.state.count(*_count(review.cursor))


def _drop(state: State, entry: str, count_id: str, at: int) -> list[Change]:
    return tolls.replace_toll(state, entry, count_id, at, None)


#: What these actions do while the cursor is on a toll; all others act on its count.
ON_A_TOLL: dict[str, Callable[[Desk, Press], None]] = {
    "review.accept": _on(
        tolls.best_toll, "{}: this toll is the best now", "{}: this toll is the best already"
    ),
    "review.reject": _on(tolls.supersede_toll, "{}: superseded, or standing again", "nothing changed"),
    "review.not_stated": _on(_drop, "{}: one toll less", "nothing changed"),
    "review.edit": _edit,
}

DEEDS = {"review.toll": add}
