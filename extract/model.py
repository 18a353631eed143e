"""The words of the record format `assay/1` as frozen dataclasses, stated once.

All offsets are Unicode code points into `Article.text`, end exclusive. `None` is "not stated",
`0` is "stated to be none"; the two are never the same. `extra` holds keys that this version does
not know: readers ignore them, writers keep them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any, Literal, TypeAlias

from extract.frozen import dataclass

SCHEMA = "assay/1"

EntryKind: TypeAlias = Literal["incident", "total"]
Role: TypeAlias = Literal["main", "background"]
Side: TypeAlias = Literal["security_forces", "militants", "civilians", "unknown"]
Outcome: TypeAlias = Literal[
    "killed", "wounded", "arrested", "abducted", "missing", "surrendered", "freed", "casualties"
]
Qualifier: TypeAlias = Literal["exact", "at_least", "at_most", "about", "range", "vague"]
DatePrecision: TypeAlias = Literal["day", "days", "week", "month", "year", "unknown"]
PlacePrecision: TypeAlias = Literal[
    "place", "near", "admin2", "admin1", "region", "country", "international", "unknown"
]
SourceKind: TypeAlias = Literal["official", "party", "witness", "medical", "media", "other"]
MentionType: TypeAlias = Literal["number", "date", "place"]
Decision: TypeAlias = Literal["accepted", "corrected", "rejected", "added", "unknown"]
Status: TypeAlias = Literal["in_progress", "verified", "irrelevant"]
Severity: TypeAlias = Literal["blocking", "note"]

ENTRY_KINDS: tuple[EntryKind, ...] = ("incident", "total")
ROLES: tuple[Role, ...] = ("main", "background")
SIDES: tuple[Side, ...] = ("security_forces", "militants", "civilians", "unknown")
OUTCOMES: tuple[Outcome, ...] = (
    "killed",
    "wounded",
    "arrested",
    "abducted",
    "missing",
    "surrendered",
    "freed",
    "casualties",
)
QUALIFIERS: tuple[Qualifier, ...] = ("exact", "at_least", "at_most", "about", "range", "vague")
DATE_PRECISIONS: tuple[DatePrecision, ...] = ("day", "days", "week", "month", "year", "unknown")
PLACE_PRECISIONS: tuple[PlacePrecision, ...] = (
    "place",
    "near",
    "admin2",
    "admin1",
    "region",
    "country",
    "international",
    "unknown",
)
SOURCE_KINDS: tuple[SourceKind, ...] = ("official", "party", "witness", "medical", "media", "other")
MENTION_TYPES: tuple[MentionType, ...] = ("number", "date", "place")
DECISIONS: tuple[Decision, ...] = ("accepted", "corrected", "rejected", "added", "unknown")
STATUSES: tuple[Status, ...] = ("in_progress", "verified", "irrelevant")

#: What an incident can be (CONTRACT's list under "Incident"); `None` where the text does not say.
INCIDENT_TYPES: tuple[str, ...] = (
    "attack",
    "clash",
    "raid",
    "bombing",
    "strike",
    "abduction",
    "arrest",
    "surrender",
    "foiled",
    "mine",
    "friendly_fire",
    "bodies_found",
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article: code points `start` to `end` (exclusive) and the words that stand there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """Another place the same text came from: its id, publisher, publication date and file."""

    id: str
    publisher: str | None = None
    published: dt.date | None = None
    url: str | None = None
    source_sha256: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Article:
    """One news text. `sha256` is of `text` in UTF-8, `source_sha256` of the bytes it was read from.

    `published_source` says where `published` came from: `header`, `field`, `dateline`, `corrected` or None.
    """

    id: str
    sha256: str
    text: str
    source_sha256: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    published_source: str | None = None
    dateline: str | None = None
    url: str | None = None
    language: str | None = None
    sources: tuple[Source, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mention:
    """A number, date or place found in the text.

    `value` is wire-shaped (see `extract.to_json`): a number `{low, best, high, qualifier}`, a date
    `{start, end, precision, …}` with ISO dates, a place `{name, admin2, admin1, country, latitude, …}`.
    `used_by` names what reads it: `i1/c1`, `i1/date`, `i1/location`.
    """

    type: MentionType
    start: int
    end: int
    text: str
    value: Mapping[str, Any]
    used_by: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Toll:
    """One source's figure for a count that several sources tell differently (`reports`)."""

    low: int | None
    best: int | None
    high: int | None
    qualifier: Qualifier | None = None
    source: str | None = None
    source_kind: SourceKind | None = None
    superseded: bool = False
    evidence: tuple[Span, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Count:
    """How many, whose, with which outcome. `part_of` is the id of the count of the same entry it lies inside.

    `cues` maps "side" and "outcome" to the words those were read from. All three of `low`, `best` and
    `high` None means not stated.
    """

    id: str
    side: Side
    outcome: Outcome
    low: int | None = None
    best: int | None = None
    high: int | None = None
    qualifier: Qualifier | None = None
    group: str | None = None
    part_of: str | None = None
    derived: bool = False
    perpetrator: bool = False
    status_disputed: bool = False
    reports: tuple[Toll, ...] = ()
    confidence: float | None = None
    evidence: tuple[Span, ...] = ()
    cues: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    optional: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DateRange:
    """When. An incident's days, or a total's window (either end may be None); UCDP `date_prec` in words.

    `inferred`: rests on the publication date or another entry beyond a missing year.
    `basis`: `event`, or `report` where only the day of the report is known.
    """

    start: dt.date | None = None
    end: dt.date | None = None
    precision: DatePrecision = "unknown"
    inferred: bool = False
    basis: str | None = None
    confidence: float | None = None
    evidence: tuple[Span, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where. GeoNames' names without a trailing "District" or "Province"; UCDP `where_prec` in words.

    `country` is ISO 3166-1 alpha-2. Coordinates are WGS 84 degrees: the place's own, else the mean of its
    unit. `others` are the further places of one entry; their own `others` is empty.
    """

    name: str | None = None
    admin2: str | None = None
    admin1: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geoname_id: int | None = None
    precision: PlacePrecision = "unknown"
    inferred: bool = False
    others: tuple[Place, ...] = ()
    confidence: float | None = None
    evidence: tuple[Span, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """An incident or a total (`kind`). `part_of` is the id of the total that covers it.

    In a reviewed record `decision` is the entry's own, `decisions` maps `kind`, `role`, `part_of`, `date`,
    `location` and each count's id to `{"decision", "proposed"}` in wire shape, and `from_` (wire: `from`)
    names the entries it was split or merged from.
    """

    id: str
    kind: EntryKind = "incident"
    role: Role = "main"
    part_of: str | None = None
    type: str | None = None
    date: DateRange = field(default_factory=DateRange)
    location: Place = field(default_factory=Place)
    counts: tuple[Count, ...] = ()
    confidence: float | None = None
    flags: tuple[str, ...] = ()
    optional: bool = False
    decision: Decision | None = None
    from_: tuple[str, ...] = ()
    decisions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rejected:
    """What a reviewer threw out, kept apart so that no reader adds it up.

    `entries` are whole rejected entries; `counts` maps a standing entry's id to its rejected counts.
    """

    entries: tuple[Entry, ...] = ()
    counts: Mapping[str, tuple[Count, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """One article with what is said of it: a proposal, a reviewed record, or gold (see `kind_of`).

    `extractor` and `review` are wire-shaped mappings, None where absent.
    """

    article: Article
    incidents: tuple[Entry, ...] = ()
    mentions: tuple[Mention, ...] = ()
    extractor: Mapping[str, Any] | None = None
    review: Mapping[str, Any] | None = None
    rejected: Rejected = field(default_factory=Rejected)
    extra: Mapping[str, Any] = field(default_factory=dict)

    def entry(self, entry_id: str) -> Entry:
        """The entry with this id; raises KeyError where there is none."""
        for entry in self.incidents:
            if entry.id == entry_id:
                return entry
        raise KeyError(entry_id)

    def counts(self) -> Iterator[tuple[Entry, Count]]:
        """Every standing count with its entry, in order."""
        for entry in self.incidents:
            for count in entry.counts:
                yield entry, count


@dataclass(frozen=True, slots=True)
class Check:
    """Something the matter with a record: a stable `code`, one sentence, and where.

    `entry` and `field` name the place (`field` as in the event log: `date`, `location`, `counts/c1`,
    `part_of`, `kind`, `role`), both None for the whole article. `spans` are the words it is about.
    """

    code: str
    severity: Severity
    message: str
    entry: str | None = None
    field: str | None = None
    spans: tuple[Span, ...] = ()


def kind_of(record: Record) -> Literal["reviewed", "proposal", "gold"]:
    """What a line is (CONTRACT §2): with `review` reviewed; with `extractor` alone a proposal; else gold."""
    if record.review is not None:
        return "reviewed"
    return "proposal" if record.extractor is not None else "gold"
