"""The header and the dateline of a text: where they stand, and what they say."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from extract.dates import find_dates
from extract.model import Span
from extract.wordlists import load

_HEADER: Final = re.compile(r"\s*date[ \t]+(\d{4})-(\d\d)-(\d\d)\b[ \t]*")
#: What ends a dateline; brackets such as [TEXT] behind it belong to it.
_END: Final = re.compile(
    r"\s?(:|\s(?:--|-|–|—|_|−)|—|--)(?=\s|[A-Z“\"‘\[])\s*((?:\[[^\[\]]{1,90}\]\s*){0,4})"
)
_AGENCY: Final = re.compile(r"[\s,]*\(([^()]{2,60})\)[\s,]*$")
_LONGEST: Final = 150
_LINE_STARTS: Final = 600


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the story.

    `start` is where the text goes on after a `date YYYY-MM-DD` header, `end` where the story begins;
    `place` covers the dateline's place words, `agency` and `published` are what else it says.
    """

    start: int
    end: int
    header_date: dt.date | None = None
    place: Span | None = None
    agency: str | None = None
    published: dt.date | None = None


def read_head(text: str, published: dt.date | None = None) -> Head:
    """Header and dateline of `text`; `published` helps a dateline that names no year."""
    found = _HEADER.match(text)
    start, header_date = 0, None
    if found is not None:
        try:
            header_date = dt.date(int(found[1]), int(found[2]), int(found[3]))
            start = found.end()
        except ValueError:
            header_date = None
    known = header_date or published
    for begin, strict in _starts(text, start):
        head = _dateline(text, begin, known, strict=strict)
        if head is not None:
            end = head.end if not strict else start
            return Head(start, end, header_date, head.place, head.agency, head.published)
    return Head(start, _skip_blank(text, start), header_date)


def _skip_blank(text: str, at: int) -> int:
    return at + len(text[at:]) - len(text[at:].lstrip()) if at < len(text) else at


def _starts(text: str, start: int) -> list[tuple[int, bool]]:
    """Where a dateline may begin: at the start; after a headline, where only a full form counts."""
    first = _skip_blank(text[: start + _LINE_STARTS], start)
    out = [(first, False)]
    for found in re.finditer(r"\n\s{0,20}|[.!?'’\"”]\s{1,2}(?=[A-Z])", text[first : first + _LINE_STARTS]):
        if len(out) < 8:
            out.append((first + found.end(), True))
    return out


def _dateline(text: str, begin: int, published: dt.date | None, *, strict: bool) -> Head | None:
    """The dateline at `begin`, or None. `strict` wants capitals, and a long dash or an agency."""
    ahead = text[begin : begin + _LONGEST]
    found = _END.search(ahead)
    while found is not None:
        head = _read(
            text, begin, ahead[: found.start()], found[1].strip(), begin + found.end(), published, strict
        )
        if head is not None:
            return head
        if "\n\n" in ahead[: found.end()]:
            break
        found = _END.search(ahead, found.end())
    return None


def _read(
    text: str, begin: int, said: str, mark: str, end: int, published: dt.date | None, strict: bool
) -> Head | None:
    """What `said`, the words before the mark, is as a dateline; None where it is none."""
    agency = None
    rest = said
    bracket = _AGENCY.search(said)
    if bracket is not None:
        agency = " ".join(bracket[1].split())
        rest = said[: bracket.start()]
    dated = None
    if any(letter.isdigit() for letter in rest) or "," in rest:
        mentions = [m for m in find_dates(rest, published) if m.form in ("day", "weekday")]
        if mentions:
            dated = mentions[-1]
            rest = rest[: dated.span.start]
    place = rest.strip(" ,.\n\t_-–—")
    day = None if dated is None else dated.value.start
    if not place:
        return Head(begin, end, None, None, agency, day) if agency and mark != ":" and not strict else None
    first = re.split(r"[,(/]", place, maxsplit=1)[0].strip()
    if not _could_be_place(place, first):
        return None
    capitals = first.isupper() and len(first) > 2
    if not capitals and not (agency and place.istitle() and mark != ":"):
        return None
    if strict and not (capitals and (agency or mark in ("--", "—", "_"))):
        return None
    if dated is None and agency is None:
        after = text[end : end + 60]
        if after.isupper() or first.casefold() in _never() or not after:
            return None
    if first.casefold() in _never():
        return Head(begin, end, None, None, agency, day)
    at = begin + said.index(place)
    return Head(begin, end, None, Span(at, at + len(place), place), agency, day)


@cache
def _never() -> frozenset[str]:
    return frozenset(load("text")["dateline"]["never"])


def _could_be_place(place: str, first: str) -> bool:
    """Few words, letters only: "DAR ES SALAAM, Tanzania"."""
    return (
        len(place) <= 70
        and "\n\n" not in place
        and len(first.split()) <= 5
        and all(letter.isalpha() or letter in " .,'’-()/\n" for letter in place)
    )


def dateline_span(text: str) -> Span | None:
    """The place words of the dateline ("DAR ES SALAAM, Tanzania"), or None where the text has no dateline."""
    return read_head(text).place
