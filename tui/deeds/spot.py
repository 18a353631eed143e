"""`v`: choose the words that a value rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.model import Span
from store import typed
from tui.candidates import Candidate, candidates, overlapping, suits
from tui.marks import kind_of_field
from tui.modes import Press
from tui.quote import found_and_lost
from tui.shown import count_words, date_words, place_words
from tui.spotting import Spotting

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.review import Review


def spot(desk: Desk, press: Press) -> None:
    """Choose words, beginning at the field's evidence, else at what on screen suits it."""
    review = desk.review
    if review is None or review.cursor is None:
        return
    if not review.article.text.strip():
        desk.say("the article has no text to choose from", "warning")
        return
    found, lost = found_and_lost(review.state, review.cursor)
    mode = Spotting(
        f"Evidence for {review.where()}",
        review.article.text,
        found[0] if found else _nearest(desk, review),
        press,
        kind=kind_of_field(review.cursor.field),
        read=_Reader(review),
        keep=_keep,
        stands=_stands(review),
        lost=lost,
    )
    desk.mode = mode
    desk.face.reveal(mode.here)
    desk.say(mode.told())


def _nearest(desk: Desk, review: Review) -> Span:
    """The first candidate on screen, else the first word there."""
    assert review.cursor is not None
    first, last = desk.face.in_view()
    every = candidates(review.state, suits(review.cursor.field))
    for one in every:
        if first <= one.span.start < last:
            return one.span
    text = review.article.text
    start = next((n for n in range(first, len(text)) if text[n].isalnum()), 0)
    end = next((n for n in range(start, len(text)) if not text[n].isalnum()), len(text))
    return Span(start, end, text[start:end])


def _stands(review: Review) -> str:
    assert review.cursor is not None
    write = {"date": date_words, "location": place_words}.get(review.cursor.field, count_words)
    return write(review.state.value(*review.cursor))


class _Reader:
    """How words of the text are read for the focused field: as they stand in the text, else by themselves."""

    def __init__(self, review: Review) -> None:
        assert review.cursor is not None
        self._review = review
        self._kind = suits(review.cursor.field)
        self._entry = review.cursor.entry
        self._every = candidates(review.state, self._kind)

    def __call__(self, span: Span) -> Candidate | None:
        inside = overlapping(self._every, span.start, span.end)
        whole = [c for c in inside if span.start <= c.span.start and c.span.end <= span.end]
        if whole:
            return Candidate(span, whole[0].value, whole[0].reads)
        return self._alone(span)

    def _alone(self, span: Span) -> Candidate | None:
        """The words read as if they had been typed."""
        from extract.numbers import find_numbers
        from extract.to_json import date_to_json, place_to_json
        from extract.typed import TypedError, read_date
        from tui.placing import place_of_text

        if self._kind == "number":
            numbers = [n for n in find_numbers(span.text) if n.kind == "count"]
            if not numbers:
                return None
            one = numbers[0]
            value = {"low": one.low, "best": one.best, "high": one.high, "qualifier": one.qualifier}
            return Candidate(span, value, count_words(value))
        if self._kind == "date":
            try:
                value = date_to_json(read_date(span.text, self._review.article.published))
            except TypedError:
                return None
            return Candidate(span, value, date_words(value)) if value["start"] or value["end"] else None
        place = place_to_json(place_of_text(" ".join(span.text.split()), self._review.state, self._entry))
        return Candidate(span, place, place_words(place))


def _keep(desk: Desk, spans: Sequence[Span], reading: Candidate | None, follow: bool, press: Press) -> None:
    review = desk.review
    if review is None or review.cursor is None:
        return
    was, stood = review.where(), _stands(review)
    stands = review.state.value(*review.cursor)
    value = stands if reading is None or not follow or reading.reads == stood else reading.value
    changes = typed.pick(review.state, *review.cursor, value, spans)
    words = " … ".join(" ".join(s.text.split()) for s in spans)
    put = (
        f"{was}: {stood} → {_words(reading)} from “{words}”"
        if value is not stands
        else f"{was} rests on “{words}”"
    )
    if not desk.decide("review.evidence", press, changes, put):
        desk.say(f"{was} rests on “{words}” already")
    desk.move_on_from_edit()


def _words(reading: Candidate | None) -> str:
    return "" if reading is None else reading.reads


DEEDS = {"review.evidence": spot}
