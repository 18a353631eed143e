"""How words of a text were coded: whose people they are, what became of them, which place they name. Pure.

A side or an outcome is coded by the words it was read from (its cues), a place by the words of its evidence,
all of them folded: case, diacritics, hyphens and figures tell no two apart. Values are wire-shaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["side", "outcome", "place"]
KINDS: tuple[Kind, ...] = ("side", "outcome", "place")
#: The wire keys that a coding says.
Coding: TypeAlias = Mapping[str, Any]

#: What is said of a place by its words; where it stands in the text, and how sure that is, is the article's.
PLACE_KEYS: tuple[str, ...] = (
    "name",
    "admin2",
    "admin1",
    "country",
    "latitude",
    "longitude",
    "geoname_id",
    "precision",
)
#: Longer words (code points) come once and are no precedent of anything.
LONGEST = 80

_FIGURE = re.compile(r"\d+")
_FIELDS: dict[str, tuple[Kind, ...]] = {"counts": ("side", "outcome"), "location": ("place",)}
#: Decisions that say how words are coded; "cannot tell" and "reject" do not.
_SAYING = frozenset({"accepted", "corrected", "added"})


class Coded(NamedTuple):
    """Words, how they were coded, and what was proposed where that was corrected (else None)."""

    kind: Kind
    words: str
    coding: Coding
    was: Coding | None = None


def kinds_of(field: str) -> tuple[Kind, ...]:
    """What a field of the event log is coded by: `counts/c1` by side and outcome, `location` by place."""
    return _FIELDS.get(field.partition("/")[0], ())


def words_of(kind: Kind, value: Mapping[str, Any]) -> str:
    """The folded words that a wire value was read from; empty where there are none."""
    if kind == "place":
        return joined(s["text"] for s in value.get("evidence") or ())
    cue = [s["text"] for s in (value.get("cues") or {}).get(kind) or ()]
    return party(cue, value.get("group")) if kind == "side" else joined(cue)


def party(cue: Sequence[str], group: str | None) -> str:
    """The words that say whose: the group, as the text names it, where the cue lies in it, else the cue.

    "members" says nothing, "members of the village guard" does.
    """
    words, named = joined(cue), joined([group or ""])
    return named if f" {words} " in f" {named} " or not words else words


def joined(texts: Iterable[str]) -> str:
    """Words folded, several stretches with `…` between them; empty where they are too long to come again."""
    from extract.gazetteer.folding import fold  # not at the top: the first article is shown without it

    folded = (_FIGURE.sub("#", fold(text)) for text in texts)
    words = " … ".join(part for part in folded if part)
    return words if len(words) <= LONGEST else ""


def coding_of(kind: Kind, value: Mapping[str, Any]) -> Coding | None:
    """What a wire value says of its words; None for a place that is not stated."""
    if kind != "place":
        return {kind: value[kind]}
    coding = {key: value.get(key) for key in PLACE_KEYS}
    return coding if any(coding[key] for key in ("name", "admin2", "admin1", "country")) else None


def coded(kind: Kind, value: Mapping[str, Any], proposed: Mapping[str, Any] | None) -> Coded | None:
    """How a decided value codes its words; None where it rests on none.

    A mend of the coding alone takes the value's cue away: then the words are those of what was proposed.
    """
    coding = coding_of(kind, value)
    if coding is None:
        return None
    before = None if proposed is None else coding_of(kind, proposed)
    words = words_of(kind, value) if _has_own(kind, value, proposed) else words_of(kind, proposed or value)
    if not words:
        return None
    same_words = proposed is not None and words_of(kind, proposed) == words
    return Coded(kind, words, coding, before if same_words and before != coding else None)


def _has_own(kind: Kind, value: Mapping[str, Any], proposed: Mapping[str, Any] | None) -> bool:
    """Whether the value rests on words of its own.

    A place without evidence that has the proposed one's name is that place read in another way; with another
    name it is another place, which those words do not name.
    """
    if kind != "place":
        return bool((value.get("cues") or {}).get(kind)) or proposed is None
    if value.get("evidence") or proposed is None:
        return True
    return joined([value.get("name") or ""]) != joined([proposed.get("name") or ""])


def codings(body: Mapping[str, Any]) -> Iterator[Coded]:
    """All that a finished record (a wire object) says of words, in its order."""
    for entry in body.get("incidents") or ():
        decisions = entry.get("decisions") or {}
        for name, value in (("location", entry.get("location")), *_counts(entry)):
            decision = decisions.get(name) or {}
            if value is None or decision.get("decision") not in _SAYING:
                continue
            for kind in _FIELDS["location" if name == "location" else "counts"]:
                found = coded(kind, value, decision.get("proposed"))
                if found is not None:
                    yield found


def _counts(entry: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for count in entry.get("counts") or ():
        yield count["id"], count


def mend_of(field: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> Coded | None:
    """The mend of a coding that one change of a cell is (`before` and `after` are cells); None for no such.

    `was` is never None in it.
    """
    if before is None or after is None or after.get("decision") != "corrected" or not after.get("proposed"):
        return None
    for kind in kinds_of(field):
        if coding_of(kind, before["value"]) != coding_of(kind, after["value"]):
            found = coded(kind, after["value"], after["proposed"])
            if found is not None and found.was is not None:
                return found
    return None
