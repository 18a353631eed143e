"""The lines of a report: what each section is called, and which rows of a tally it adds up."""

from __future__ import annotations

from extract import model
from gold.score.model import OVERALL

_WORDS = {
    "entry": "found",
    "count": "count (outcome, side, best)",
    "side": "side",
    "best": "best",
    "triple": "low, best and high",
    "qualifier": "qualifier",
    "part_of": "inside which total",
    "part": "counts inside a count",
    "type": "type",
    "role": "role",
    "date": "date",
    "place": "place",
    "country": "country",
    "admin1": "admin1",
    "admin2": "admin2",
    "name": "name",
}

Line = tuple[str, str, str, tuple[str, ...]]


def _of(kind: str, section: str) -> list[Line]:
    lines: list[Line] = [(section, "found", kind, ("entry",)), (section, "all slots", kind, OVERALL)]
    lines += [(section, _WORDS[field], kind, (field,)) for field in OVERALL]
    lines += [(f"{section}: counts", _WORDS[f], kind, (f,)) for f in ("side", "best", "triple", "qualifier")]
    lines += [(f"{section}: place by level", f, kind, (f,)) for f in ("country", "admin1", "admin2", "name")]
    lines += [(f"{section}: apart", _WORDS[f], kind, (f,)) for f in ("part", "part_of", "type")]
    lines += _tagged(kind, f"{section}: by role", "role", model.ROLES)
    lines += _tagged(kind, f"{section}: counts by outcome", "outcome", model.OUTCOMES)
    lines += _tagged(kind, f"{section}: counts by side", "side", model.SIDES)
    lines += _tagged(kind, f"{section}: date by precision", "date", model.DATE_PRECISIONS)
    return lines + _tagged(kind, f"{section}: place by precision", "place", model.PLACE_PRECISIONS)


def _tagged(kind: str, section: str, tag: str, values: tuple[str, ...]) -> list[Line]:
    return [(section, value.replace("_", " "), kind, (f"{tag}:{value}",)) for value in values]


#: (section, name, kind, rows of the tally), in the order in which they are told.
LINES: tuple[Line, ...] = (*_of("incident", "incidents"), *_of("total", "totals"))
#: The lines that every report begins with.
MAIN_SECTIONS = ("incidents", "totals")
