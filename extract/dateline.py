"""The header and the dateline of a text: where they stand, and what they say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Final, Literal, TypeAlias

from extract.dates import DateMention, find_dates
from extract.model import Span
from extract.wordlists import load

_HEADER: Final = re.compile(r"\s*date[ \t]+(\d{4})-(\d\d)-(\d\d)\b[ \t]*")
#: What ends a dateline; brackets such as [TEXT] behind it belong to it.
_END: Final = re.compile(
    r"\s?(:|\s(?:--|-|–|—|_|−)|—|--)(?=\s|[A-Z“\"‘\[])\s*((?:\[[^\[\]]{1,90}\]\s*){0,4})"
)
#: An agency's full form needs no mark: "Khartoum, June 28 (Xinhua) At least …".
_AGENCY_ENDS: Final = re.compile(r"\d\s{0,2}\([A-Z][A-Za-z/ -]{1,30}\)(?=-?[A-Z]|\s+[A-Z“\"‘'])-?")
#: Nor does a town in capitals with its day, as agencies file: "SANAA, Sept 21 At least …".
_FILED: Final = re.compile(
    r"[A-Z][A-Z .'’-]{2,30}(?:, [A-Z][A-Za-z. ]{2,20})?, "
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2} (?=[A-Z][a-z])"
)
_BRACKETED: Final = re.compile(r"\s*\[[^\[\]]{2,40}\]")
#: One of these stands in every such end, behind two blanks at most; to look for them is quicker.
_MARK: Final = re.compile(r"[:—–_−-]")
_AGENCY: Final = re.compile(r"[\s,]*\(([^()]{2,60})\)[\s,]*\Z")
_NO_DATE: Final = re.compile(r",\s*NO DATE\b")
#: A place that ends in an abbreviation keeps its stop: "BUFFALO, N.Y.", "EDMONTON, Ky."
_ABBREVIATED: Final = re.compile(r"\w\.\w+\.\Z|\b[A-Z][a-z]{1,4}\.\Z")
_DIGIT: Final = re.compile(r"\d")
_BEHIND_FIRST: Final = re.compile(r"[,(/]")
_LINE_START: Final = re.compile(r"\n\s{0,20}|[.!?'’\"”]\s{1,2}(?=[A-Z])")
#: Words between the day and the mark, such as an agency without brackets.
_MOST_BEHIND_DAY: Final = 3
#: So many lines and sentences are tried.
_MOST_STARTS: Final = 9
_LONGEST: Final = 150
_LINE_STARTS: Final = 600


_Where: TypeAlias = Literal["opening", "line", "behind"]


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the story.

    `start` is where the text goes on after a `date YYYY-MM-DD` header, `end` where the story begins;
    `place` covers the dateline's place words, `agency` and `published` are what else it says. `line` is where
    the dateline stands, which may be below a headline, and then is not at `end`.
    """

    start: int
    end: int
    header_date: dt.date | None = None
    place: Span | None = None
    agency: str | None = None
    published: dt.date | None = None
    line: tuple[int, int] | None = None


@lru_cache(maxsize=2)
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
    for begin, where in _starts(text, start):
        head = _dateline(text, begin, known, where)
        if head is not None:
            end = head.end if where == "opening" else start
            line = (head.start, head.end)
            return Head(start, end, header_date, head.place, head.agency, head.published, line)
    return Head(start, _skip_blank(text, start), header_date)


def _skip_blank(text: str, at: int) -> int:
    return at + len(text[at:]) - len(text[at:].lstrip()) if at < len(text) else at


def _starts(text: str, start: int) -> Iterator[tuple[int, _Where]]:
    """Where a dateline may begin: at the start, on a line below a headline, or behind it on its line."""
    first = _skip_blank(text[: start + _LINE_STARTS], start)
    yield first, "opening"
    for found in islice(_LINE_START.finditer(text[first : first + _LINE_STARTS]), _MOST_STARTS):
        yield first + found.end(), "line" if found[0][0] == "\n" else "behind"


def _dateline(text: str, begin: int, published: dt.date | None, where: _Where) -> Head | None:
    """The dateline at `begin`, or None. Behind a headline it wants capitals, and a long dash or an agency."""
    ahead = text[begin : begin + _LONGEST]
    mark = _MARK.search(ahead)
    found = _END.search(ahead, max(0, mark.start() - 2)) if mark else None
    while found is not None:
        said = ahead[: found.start()]
        if said.count("(") == said.count(")"):
            parts = _parts(said, published)
            end = begin + found.end()
            if _is_dateline(parts, found[1].strip(), text[end : end + 60], where):
                return _head(parts, text, begin, end)
        if "\n\n" in ahead[: found.end()]:
            break
        found = _END.search(ahead, found.end())
    bare = _AGENCY_ENDS.search(ahead) if "(" in ahead else None if where != "opening" else _FILED.match(ahead)
    if bare is not None and "\n" not in ahead[: bare.end()]:
        parts = _parts(ahead[: bare.end()].rstrip("-"), published)
        if parts.place and parts.day is not None and _could_be_place(parts.place, parts.first):
            return _head(parts, text, begin, begin + bare.end())
    return None


#: "On Sunday, six soldiers — two of them …" is a sentence and no dateline.
_PREPOSITIONS = frozenset({"on", "in", "by", "since", "until", "late", "early", "last"})


@dataclass(frozen=True, slots=True)
class _Parts:
    """What stands before the mark: the place words, the first of them, the agency, the day."""

    place: str
    first: str
    agency: str | None
    day: DateMention | None


def _parts(said: str, published: dt.date | None) -> _Parts:
    """Takes "KABUL, Jan 3 (Reuters)" apart; the day may stand in the brackets as well."""
    agency = None
    # What cannot match is not looked for: an import asks this of every text.
    bracket = _AGENCY.search(said) if ")" in said else None
    if bracket is not None:
        agency = " ".join(bracket[1].split())
        said = said[: bracket.start()]
    day = _day_in(said, published)
    if day is not None and len(said[day.span.end :].split()) > _MOST_BEHIND_DAY:
        return _Parts("", "", None, None)  # a sentence that begins with its day
    if day is not None:
        said = said[: day.span.start]
    elif agency is not None and (day := _day_in(agency, published)) is not None:
        agency = agency[: day.span.start].strip(" ,-–") or None
    if "NO DATE" in said:
        said = _NO_DATE.sub("", said)
    if "[" in said:
        said = _BRACKETED.sub("", said)
    place = said.strip(" ,\n\t_-–—")
    if place.endswith(".") and not _ABBREVIATED.search(place):
        place = place.rstrip(".")
    return _Parts(place, _BEHIND_FIRST.split(place, maxsplit=1)[0].strip(), agency, day)


def _is_dateline(parts: _Parts, mark: str, story: str, where: _Where) -> bool:
    """Whether these words, before this mark, are a dateline and not the beginning of a sentence."""
    if not parts.place:
        return parts.agency is not None and mark != ":" and where == "opening"
    if not _could_be_place(parts.place, parts.first) or parts.place.lower() in _PREPOSITIONS:
        return False
    capitals = parts.first.isupper() and len(parts.first) > 2
    told = parts.agency is not None or parts.day is not None
    whole = parts.agency is not None and parts.day is not None
    if not capitals and not (told and parts.place.istitle() and (whole or mark != ":")):
        return False
    if where == "behind" and not (capitals and (parts.agency is not None or mark in ("--", "—", "_"))):
        return False
    return told or not (not story or story.isupper() or parts.first.casefold() in _never())


def _head(parts: _Parts, text: str, begin: int, end: int) -> Head:
    day = None if parts.day is None else parts.day.value.start
    if not parts.place or parts.first.casefold() in _never():
        return Head(begin, end, None, None, parts.agency, day)
    place = parts.place if text.find(parts.place, begin, end) >= 0 else parts.first
    at = text.index(place, begin)
    return Head(begin, end, None, Span(at, at + len(place), place), parts.agency, day)


def _day_in(said: str, published: dt.date | None) -> DateMention | None:
    """The last day named in part of a dateline."""
    if "," not in said and _DIGIT.search(said) is None:
        return None
    mentions = [m for m in find_dates(said, published) if m.form in ("day", "weekday")]
    return mentions[-1] if mentions else None


@cache
def _never() -> frozenset[str]:
    return frozenset(load("text")["dateline"]["never"])


def _could_be_place(place: str, first: str) -> bool:
    """Few words, letters only: "DAR ES SALAAM, Tanzania"."""
    return (
        len(place) <= 70
        and "\n\n" not in place
        and len(first.split()) <= 5
        and (place.isalpha() or all(letter.isalpha() or letter in " .,'’-()/\n" for letter in place))
    )


def dateline_span(text: str) -> Span | None:
    """The place words of the dateline ("DAR ES SALAAM, Tanzania"), or None where the text has no dateline."""
    return read_head(text).place
