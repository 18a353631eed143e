"""The project's rules applied to a proposal: words that people have coded otherwise three times. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from extract.model import Count, Entry, Place, Record, Span
from store.coding import PLACE_KEYS, Coding, Kind, joined, party

#: How the reason of a value begins that a rule has set; its number follows.
REASON = "project rule "
#: What an extractor's object of a ruled proposal says besides: rule number → values set.
APPLIED = "project_rules"


@dataclass(frozen=True, slots=True)
class Rule:
    """These words of a kind are coded so. `at` and `retired_at` are RFC 3339 UTC stamps, None: in force.

    `articles` are those whose newest proposal it has changed, `values` how many fields in them.
    """

    number: int
    kind: Kind
    words: str
    coding: Coding
    at: str
    author: str
    retired_at: str | None = None
    retired_by: str | None = None
    articles: int = 0
    values: int = 0


def ruled(record: Record, rules: Sequence[Rule], version: int) -> Record | None:
    """The proposal as the rules have it; None where none of them changes anything.

    `version` says which state of the project's rules this is; the extractor's version becomes `1.0+rules.3`.
    """
    known = {(r.kind, r.words): r for r in rules}
    used: Counter[int] = Counter()
    entries = tuple(_entry(entry, known, used) for entry in record.incidents)
    return with_rules(replace(record, incidents=entries), used, version) if used else None


def with_rules(record: Record, used: Mapping[int, int], version: int) -> Record:
    """The proposal of an extractor whose version names the state of the rules, and what they set."""
    base = dict(record.extractor or {})
    told = {str(number): used[number] for number in sorted(used)}
    extractor = {**base, "version": f"{base.get('version') or '0'}+rules.{version}", APPLIED: told}
    return replace(record, extractor=extractor)


def reason(rule: Rule) -> str:
    """Why a value stands that a rule has set: it goes into the value's `rule`."""
    return f"{REASON}{rule.number}: “{rule.words}” is {in_words(rule.kind, rule.coding)}"


def in_words(kind: Kind, coding: Coding) -> str:
    """A coding for people: `security forces`, `killed`, `Turbat, Kech, Balochistan, PK`."""
    if kind != "place":
        return str(coding[kind]).replace("_", " ")
    levels = [coding.get(key) for key in ("name", "admin2", "admin1", "country")]
    told = ", ".join(dict.fromkeys(str(level) for level in levels if level))
    precision = coding.get("precision")
    return told if precision in (None, "place", "unknown") else f"{told} ({precision})"


def _entry(entry: Entry, rules: Mapping[tuple[Kind, str], Rule], used: Counter[int]) -> Entry:
    location = _place(entry.location, rules, used)
    counts = tuple(_count(count, rules, used) for count in entry.counts)
    same = location is entry.location and all(a is b for a, b in zip(counts, entry.counts, strict=True))
    return entry if same else replace(entry, location=location, counts=counts)


def _count(count: Count, rules: Mapping[tuple[Kind, str], Rule], used: Counter[int]) -> Count:
    words: dict[Kind, str] = {
        "side": party(_texts(count.cues.get("side", ())), count.group),
        "outcome": joined(_texts(count.cues.get("outcome", ()))),
    }
    found = [rule for kind, told in words.items() if told and (rule := rules.get((kind, told))) is not None]
    found = [rule for rule in found if getattr(count, rule.kind) != rule.coding[rule.kind]]
    if not found:
        return count
    used.update(rule.number for rule in found)
    changed = {key: value for rule in found for key, value in rule.coding.items()}
    return replace(count, **changed, extra=_extra(count.extra, found))


def _place(place: Place, rules: Mapping[tuple[Kind, str], Rule], used: Counter[int]) -> Place:
    words = joined(_texts(place.evidence))
    rule = rules.get(("place", words)) if words else None
    if rule is None or all(getattr(place, key) == rule.coding.get(key) for key in PLACE_KEYS):
        return place
    used[rule.number] += 1
    coding = cast("dict[str, Any]", {key: rule.coding.get(key) for key in PLACE_KEYS})
    return replace(place, **coding, extra=_extra(place.extra, [rule]))


def _extra(extra: Mapping[str, Any], rules: Iterable[Rule]) -> dict[str, Any]:
    return {**extra, "rule": "; ".join(reason(rule) for rule in rules)}


def _texts(spans: Iterable[Span]) -> list[str]:
    return [span.text for span in spans]
