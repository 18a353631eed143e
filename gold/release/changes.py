"""What changed in the values of a record from one release to the next, and why. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from extract.checks import check
from extract.model import Entry, Record
from extract.to_json import entry_to_json
from gold.formats.label_studio import shown

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One changed value. `before` and `after` are as people write them; `found_by` is who, `found_how` what
    brought it up.
    """

    article: str
    entry: str
    field: str
    before: str
    after: str
    reason: str
    found_by: str
    found_how: str


_PLAIN = ("kind", "role", "type", "part_of")
_COUNT = ("side", "group", "outcome", "part_of", "qualifier")


def changes(old: Record, new: Record, *, reason: str, found_by: str) -> Iterator[Change]:
    """Every value that differs between two records of one article."""
    before, after = ({e.id: e for e in r.incidents} for r in (old, new))
    doubted = {(c.entry, c.field) for c in check(old)}
    for id in dict.fromkeys((*before, *after)):
        for field, was, now in _entry(before.get(id), after.get(id)):
            how = "an open check" if (id, field) in doubted else "reading again"
            if (new.review or {}).get("capacity") == "adjudicator":
                how = "adjudication"
            yield Change(old.article.id, id, field, was, now, reason, found_by, how)


def _entry(old: Entry | None, new: Entry | None) -> Iterator[tuple[str, str, str]]:
    if old is None or new is None:
        yield "exists", "–" if old is None else old.kind, "–" if new is None else new.kind
        return
    was, now = entry_to_json(old), entry_to_json(new)
    for name in _PLAIN:
        if was[name] != now[name]:
            yield name, str(was[name] or "–"), str(now[name] or "–")
    for name in ("date", "location"):
        if _bare(was[name]) != _bare(now[name]):
            yield name, shown(was[name]), shown(now[name])
    counts, later = ({c["id"]: c for c in e["counts"]} for e in (was, now))
    for id in dict.fromkeys((*counts, *later)):
        one, other = counts.get(id), later.get(id)
        if _bare(one) != _bare(other):
            yield f"counts/{id}", _told(one), _told(other)


def _bare(value: Json | None) -> Any:
    """A value without its evidence, so that only what it says is compared."""
    if value is None:
        return None
    loose = ("evidence", "cues", "confidence", "reports")
    found = {k: v for k, v in value.items() if k not in loose}
    if "others" in found:
        found["others"] = [_bare(other) for other in found["others"]]
    if "reports" in value:
        found["reports"] = [_bare(toll) for toll in value["reports"]]
    return found


def _told(count: Json | None) -> str:
    """A count in words: what it says beside its figure, then the figure."""
    if count is None:
        return "–"
    said = [str(count[k]).replace("_", " ") for k in ("side", "outcome")]
    more = [f"{k} {count[k]}" for k in _COUNT if k not in ("side", "outcome", "qualifier") and count.get(k)]
    return " ".join([*said, shown(count), *more])
