"""The one-line editors: a date in any words, a place with suggestions, a count as text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extract.from_json import place_from_json
from extract.model import Place
from extract.to_json import date_to_json, place_to_json
from extract.typed import TypedError, read_count, read_date
from store import mends, typed
from store.events import Change
from store.state import State
from tui.counting import in_words
from tui.modes import Press, Reads, Suggestion
from tui.placing import MOST, Offer, bare_place, offers, place_of_text
from tui.shown import date_words, place_words

if TYPE_CHECKING:
    from tui.desk import Desk


@dataclass(frozen=True, slots=True)
class DateEditor:
    """A date as a person writes it, read against the publication date."""

    title: str
    published: dt.date | None
    hint: str = "in any words: 31 Jan, Friday night, 12-13 December, since 9 Dec, last week"

    def read(self, text: str) -> Reads:
        """The date in figures, or why it is none."""
        if not text.strip():
            if (day := self.published) is None:
                return Reads("the article's own date is not known: give the year too", ok=False)
            return Reads(f"the article is of {day:%a} {day.day} {day:%b %Y}", ok=False)
        try:
            date = read_date(text, self.published)
        except TypedError as problem:
            return Reads(str(problem), ok=False)
        words = date_words(date_to_json(date))
        return Reads(f"{words}{' (by the publication date)' if date.inferred else ''}")

    def suggest(self, text: str) -> Sequence[Suggestion]:
        """Nothing: the reading says it all."""
        return ()

    def keep(self, desk: Desk, text: str, chosen: int | None, press: Press) -> None:
        """Put the date into the field."""
        review = desk.review
        if review is None or review.cursor is None:
            return
        date = read_date(text, self.published)
        was = review.where()
        changes = typed.type_date(review.state, review.cursor.entry, date)
        if not desk.decide("review.edit", press, changes, f"{was}: {date_words(date_to_json(date))}"):
            desk.say(f"{was} is {date_words(date_to_json(date))} already")
        desk.move_on_from_edit()


class PlaceEditor:
    """A place by its name, with suggestions from the article and the gazetteer; unknown names are allowed."""

    hint = "a name, or name, district, province, country; + before a further one"

    def __init__(self, title: str, state: State, entry: str) -> None:
        self.title = title
        self._state = state
        self._entry = entry
        self._offers: Sequence[Offer] = ()

    def read(self, text: str) -> Reads:
        """What Enter keeps."""
        if not text.strip(" +"):
            return Reads("type a name, or ↓ takes one of these", ok=False)
        if "+" in text:
            every = places_of_text(text, self._state, self._entry)
            return Reads(f"{place_words(place_to_json(every))} · {every.country or 'country unknown'}")
        place = place_of_text(text, self._state, self._entry)
        known = "" if place.geoname_id or place.latitude is not None else " (a name of your own)"
        return Reads(f"{place_words(place_to_json(place))} · {place.country or 'country unknown'}{known}")

    def suggest(self, text: str) -> Sequence[Suggestion]:
        """The article's own places first, then the gazetteer's; for an unknown name, it alone as well."""
        stem, plus, last = text.rpartition("+")
        self._offers = offers(last.strip(), self._state, self._entry)
        if text.strip() and not plus:
            alone = bare_place(text, place_of_text(text, self._state, self._entry))
            if alone is not None:
                units = f"no district, no province · {alone.country or 'country unknown'}"
                self._offers = [*self._offers[: MOST - 1], Offer(alone, units)]
        before = f"{stem.strip()} + ".lstrip() if plus else ""
        return [Suggestion(f"{before}{o.place.name or ''}", o.beside) for o in self._offers]

    def keep(self, desk: Desk, text: str, chosen: int | None, press: Press) -> None:
        """Put the place into the field: the one chosen, else what the text reads as."""
        review = desk.review
        if review is None or review.cursor is None:
            return
        place: Place
        if "+" in text:
            stem, _, _ = text.rpartition("+")
            picked = None if chosen is None else self._offers[chosen].place
            place = places_of_text(stem if picked else text, self._state, self._entry, picked)
        elif chosen is not None and chosen < len(self._offers):
            place = self._offers[chosen].place
        else:
            place = place_of_text(text, self._state, self._entry)
        was = review.where()
        changes = put_place(review.state, review.cursor.entry, place)
        if not desk.decide("review.edit", press, changes, f"{was}: {place_words(place_to_json(place))}"):
            desk.say(f"{was} is {place_words(place_to_json(place))} already")
        desk.move_on_from_edit()


def places_of_text(text: str, state: State, entry: str, last: Place | None = None) -> Place:
    """Several places with `+` between them: the first with the others in it. A text that begins with `+` adds
    to what stands; `last` is one more, chosen from the list.
    """
    head, *rest = [part.strip() for part in text.split("+")]
    stands = place_from_json(state.value(entry, "location"))
    places = [place_of_text(head, state, entry)] if head else [replace(stands, others=()), *stands.others]
    places += [place_of_text(part, state, entry) for part in rest if part]
    places += [last] if last is not None else []
    told: dict[tuple[str | None, str | None], Place] = {}
    for place in places:
        if place.name or place.country:
            told.setdefault((place.name, place.admin1), replace(place, others=()))
    first, *others = told.values() or [Place()]
    return replace(first, others=tuple(others))


def put_place(state: State, entry: str, place: Place) -> list[Change]:
    """A place was typed or chosen; one that was chosen from the text brings its words as evidence."""
    if place.others:
        return mends.set_place(state, entry, place)
    stands, wire = state.value(entry, "location"), place_to_json(place)
    again = all(stands.get(k) == wire[k] for k in ("name", "admin2", "admin1", "country"))
    if place.evidence and not again:
        return mends.set_place(state, entry, place)
    return typed.type_place(state, entry, place)


@dataclass(frozen=True, slots=True)
class CountEditor:
    """A count as text, for what the cell does not take: `12 (10-15)`."""

    title: str
    hint: str = "12, 10-15, 12+, <20, ~20, 12.., 12 (10-15)"

    def read(self, text: str) -> Reads:
        """The count in words, or why it is none."""
        try:
            return Reads(in_words(read_count(text)))
        except TypedError as problem:
            return Reads(str(problem), ok=False)

    def suggest(self, text: str) -> Sequence[Suggestion]:
        """Nothing to suggest."""
        return ()

    def keep(self, desk: Desk, text: str, chosen: int | None, press: Press) -> None:
        """Put the figure into the count."""
        from tui.deeds.values import keep_count

        keep_count(desk, read_count(text), press, advance=True)
