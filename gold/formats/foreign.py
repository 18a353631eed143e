"""Spans that another tool or a model labelled, without a record of ours behind them, as a proposal.

What a label means is data (`foreign.toml`). Values come from the annotation's own attributes where it has
any, else from our reading of the words that were marked, in the light of the article; where neither tells,
the annotation is said and left out. Nothing is guessed: a figure whose outcome nobody states makes no count.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from extract.from_json import WireError, record_from_json
from extract.model import Count, Mention, Record
from extract.pipeline import extract
from extract.to_json import count_to_json, date_to_json, record_to_json
from extract.typed_counts import read_count
from extract.typed_dates import read_date
from extract.typed_errors import TypedError
from gold.formats import Read
from gold.inputs.fields import article_of
from gold.inputs.model import InputOptions, Unusable

_PRECISIONS = ("day", "days", "week", "month", "year", "unknown")


@dataclass(frozen=True, slots=True)
class Note:
    """One annotation: its label, where it stands (None: the tool could not say), its words and attributes.

    `group` ties annotations of one incident together; None where the tool ties nothing.
    """

    label: str
    start: int | None
    end: int | None
    text: str
    attrs: Mapping[str, Any] = field(default_factory=dict)
    group: str | None = None


@cache
def _words() -> dict[str, dict[str, str]]:
    source = resources.files("gold.formats").joinpath("foreign.toml").read_text(encoding="utf-8")
    return {
        table: {word: name for name, words in rows.items() for word in words}
        for table, rows in tomllib.loads(source).items()
    }


def _meaning(table: str, said: str) -> str | None:
    known = _words()[table]
    return next((known[w] for w in re.findall(r"[a-z]+", said.lower()) if w in known), None)


def foreign_record(
    text: str,
    annotations: Sequence[Note],
    *,
    id: str,
    meta: Mapping[str, Any],
    extractor: Mapping[str, Any],
    line: int | None,
    notes: Sequence[str] = (),
) -> Read:
    """A proposal of these annotations; `meta` may state `published`, `publisher`, `title` and `url`."""
    said = list(notes)
    fields = {k: meta.get(k) for k in ("published", "publisher", "title", "url")}
    try:
        article = article_of(
            {**fields, "text": text, "id": id}, InputOptions(), name=id, source_sha256="", notes=said
        )
    except Unusable as problem:
        return Read(None, line, (str(problem),))
    maker = _Maker(extract(article), said)
    for note in annotations:
        maker.add(note)
    record = record_to_json(maker.base)
    record["extractor"] = dict(extractor)
    record["incidents"] = maker.entries()
    record["article"]["source_sha256"] = None
    for mention in record["mentions"]:
        mention["used_by"] = []
    try:
        record = record_to_json(record_from_json(record))
    except WireError as problem:
        return Read(None, line, (*said, f"cannot be taken over: {problem}"))
    return Read(record, line, tuple(said))


class _Maker:
    """Entries in the making; `base` is our own reading of the article, for values and sides."""

    def __init__(self, base: Record, said: list[str]) -> None:
        self.base = base
        self._said = said
        self._made: dict[str, dict[str, Any]] = {}

    def entries(self) -> list[dict[str, Any]]:
        """The entries in wire shape, those without anything left out."""
        return [e for e in self._made.values() if e["counts"] or e["date"] or e["location"]]

    def add(self, note: Note) -> None:
        """Take one annotation in, or say why not."""
        label = f"{note.label} {note.attrs.get('field') or ''}"
        kind = _meaning("kinds", label)
        outcome = _meaning("outcomes", f"{note.attrs.get('outcome') or ''} {label}")
        entry = self._entry(note)
        if kind == "date":
            self._date(entry, note)
        elif kind == "place":
            self._place(entry, note)
        elif outcome is not None or kind == "number":
            self._count(entry, note, outcome)
        elif kind == "entry":
            self._whole(entry, note)
        else:
            self._said.append(f"the label {note.label[:40]!r} is none that Assay knows; left out")

    def _entry(self, note: Note) -> dict[str, Any]:
        group = next(
            (
                str(note.attrs[k])
                for k in ("entry", "incident", "incident_id", "event", "event_id")
                if note.attrs.get(k)
            ),
            note.group or "",
        )
        if group not in self._made:
            total = str(note.attrs.get("kind", "")).lower() == "total" or "total" in note.label.lower()
            kind = "total" if total else "incident"
            name = f"{'t' if total else 'i'}{len(self._made) + 1}"
            self._made[group] = {
                "id": name,
                "kind": kind,
                "role": "main",
                "date": {},
                "location": {},
                "counts": [],
            }
            if note.attrs.get("role") in ("main", "background"):
                self._made[group]["role"] = note.attrs["role"]
        return self._made[group]

    def _mention(self, note: Note, kind: str) -> Mention | None:
        if note.start is None or note.end is None:
            return None
        start, end = note.start, note.end
        return next(
            (m for m in self.base.mentions if m.type == kind and m.start < end and start < m.end), None
        )

    def _evidence(self, note: Note) -> list[dict[str, Any]]:
        if note.start is None or note.end is None:
            if note.text:
                self._said.append(f"evidence that stands nowhere in the text: {note.text[:60]!r}")
            return []
        return [{"start": note.start, "end": note.end, "text": note.text}]

    def _date(self, entry: dict[str, Any], note: Note) -> None:
        if entry["date"]:
            self._said.append(f"a second date of one incident: {note.text[:40]!r}; the first stands")
            return
        value = self._stated_date(note)
        if value is not None:
            entry["date"] = {**value, "evidence": self._evidence(note)}

    def _stated_date(self, note: Note) -> dict[str, Any] | None:
        start = note.attrs.get("start") or note.attrs.get("date")
        if start:
            end = note.attrs.get("end") or start
            precision = note.attrs.get("precision")
            known = precision if precision in _PRECISIONS else "day"
            return {
                "start": str(start),
                "end": str(end),
                "precision": known,
                "inferred": False,
                "basis": "event",
            }
        mention = self._mention(note, "date")
        if mention is not None:
            return {k: v for k, v in mention.value.items() if k != "confidence"}
        try:
            return date_to_json(read_date(note.text, self.base.article.published))
        except TypedError as problem:
            self._said.append(f"a date that cannot be read: {note.text[:40]!r} ({problem})")
            return None

    def _place(self, entry: dict[str, Any], note: Note) -> None:
        mention = self._mention(note, "place")
        levels = {k: note.attrs[k] for k in ("name", "admin2", "admin1", "country") if note.attrs.get(k)}
        value: dict[str, Any] = dict(mention.value) if mention is not None and not levels else {}
        if not value:
            value = {"name": note.text, "precision": "place", "inferred": False, **levels}
        value = {k: v for k, v in value.items() if k != "confidence"} | {"evidence": self._evidence(note)}
        if entry["location"]:
            entry["location"].setdefault("others", []).append(value)
        else:
            entry["location"] = value

    def _count(self, entry: dict[str, Any], note: Note, outcome: str | None) -> None:
        ours = self._own_count(note)
        outcome = outcome or (ours.outcome if ours is not None else None)
        value = self._figure(note)
        if outcome is None or value is None:
            self._said.append(f"a figure whose outcome or value nobody states: {note.text[:40]!r}; left out")
            return
        side = _meaning("sides", f"{note.attrs.get('side') or ''} {note.label}")
        entry["counts"].append(
            {
                "id": f"c{len(entry['counts']) + 1}",
                "side": side or (ours.side if ours is not None else "unknown"),
                "outcome": outcome,
                "group": note.attrs.get("group") or None,
                **value,
                "evidence": self._evidence(note),
            }
        )

    def _own_count(self, note: Note) -> Count | None:
        if note.start is None or note.end is None:
            return None
        for _, count in self.base.counts():
            if any(s.start < note.end and note.start < s.end for s in count.evidence):
                return count
        return None

    def _figure(self, note: Note) -> dict[str, Any] | None:
        attrs = note.attrs
        if any(str(attrs.get(k, "")).isdecimal() for k in ("low", "best", "high")):
            figures = {
                k: int(attrs[k]) if str(attrs.get(k, "")).isdecimal() else None
                for k in ("low", "best", "high")
            }
            return {**figures, "qualifier": attrs.get("qualifier") or None}
        typed = next((str(attrs[k]) for k in ("value", "count", "number") if attrs.get(k)), None)
        mention = self._mention(note, "number")
        if typed is None and mention is not None:
            return {k: mention.value.get(k) for k in ("low", "best", "high", "qualifier")}
        if typed is None and (ours := self._own_count(note)) is not None:
            wire = count_to_json(ours)
            return {k: wire[k] for k in ("low", "best", "high", "qualifier")}
        try:
            read = read_count(typed if typed is not None else note.text)
        except TypedError:
            return None
        return {"low": read.low, "best": read.best, "high": read.high, "qualifier": read.qualifier}

    def _whole(self, entry: dict[str, Any], note: Note) -> None:
        """An annotation that tells a whole incident in its attributes (`date`, `location`, `killed` …)."""
        for key, value in note.attrs.items():
            if value in (None, "", []):
                continue
            outcome = _meaning("outcomes", key.replace("_", " "))
            kind = _meaning("kinds", key.replace("_", " "))
            told = str(value)
            if outcome is not None:
                self._count(entry, Note(key, note.start, note.end, note.text, {"value": told}), outcome)
            elif kind == "place" and not entry["location"]:
                self._place(entry, _found(told, self.base.article.text, key))
            elif kind == "date" and not entry["date"]:
                self._date(entry, _found(told, self.base.article.text, key))


def _found(words: str, text: str, label: str) -> Note:
    """The annotation that these words would be, where they stand in the text once."""
    if text.count(words) == 1:
        at = text.index(words)
        return Note(label, at, at + len(words), words)
    return Note(label, None, None, words)
