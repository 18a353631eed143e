"""What another reading would change in a review: a newer proposal, or the review of a copy. Pure.

Both end in `Change`s of one group, to be shown and then kept or not. Fields that a person has decided are
never touched, and nothing here writes anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from extract.article import sentences
from extract.model import Count, Entry, Record, Span
from store import mends
from store.cells import set_value
from store.events import Change
from store.evidence import same, spans_of
from store.ids import next_count_id
from store.state import State, apply, as_record


class _Work:
    """A state that changes are made on, one after the other."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.changes: list[Change] = []

    def make(self, changes: Sequence[Change]) -> None:
        """Make the changes; where one changes a cell again, the two become one."""
        self.state = apply(self.state, changes)
        for change in changes:
            for at, earlier in enumerate(self.changes):
                if (earlier.entry, earlier.field) == (change.entry, change.field):
                    self.changes[at] = replace(earlier, after=change.after)
                    break
            else:
                self.changes.append(change)

    def waits(self, entry: str, field: str) -> bool:
        """Whether a field is there and nobody has decided it."""
        cell = self.state.cell(entry, field)
        return cell is not None and cell.get("decision") is None

    def put(self, entry: str, field: str, value: object) -> None:
        """Put a value where nobody has decided and another one stands."""
        if self.waits(entry, field) and not same(self.state.value(entry, field), value):
            self.make(set_value(self.state, entry, field, value))


def take_over(state: State, newer: Record) -> list[Change]:
    """What it takes for everything that nobody has decided to be as a newer proposal says.

    Values that differ become `corrected`, what the newer one adds `added`, what it does not have `rejected`:
    the review stays on the proposal that it began on. Empty where there is no difference.
    """
    work = _Work(state)
    ours = match(state.entries(), newer.incidents)
    known = {e.id: e for e in newer.incidents}
    for name, entry in known.items():
        if name not in ours:
            ours[name] = _add(work, entry)
    for name, own in ours.items():
        _align(work, own, known[name], complete=True)
    for name, own in ours.items():
        within = known[name].part_of
        work.put(own, "part_of", None if within is None else ours.get(within))
    for own in state.standing():
        untouched = all(state.decision(own, f) is None for f in state.fields(own))
        if own not in ours.values() and untouched:
            work.make(mends.reject(work.state, own, "exists"))
    return work.changes


def transfer(source: State, target: State) -> list[Change]:
    """What the decisions of one review amount to in the review of a copy of its text.

    Taken over is what rests on sentences that stand in both texts word for word, once each, with the spans
    found anew; a decision on anything else stays behind. `target` is the copy's review as it stands.
    """
    moves = _Moves(source.proposal.article.text, target.proposal.article.text)
    record = as_record(source)
    moved = {e.id: m for e in record.incidents if (m := moves.entry(e)) is not None}
    rejected = {e.id: m for e in record.rejected.entries if (m := moves.entry(e)) is not None}
    ours = match(target.entries(), [*moved.values(), *rejected.values()])
    work = _Work(target)
    for name, entry in moved.items():
        fields = ("kind", "role", "part_of", *source.fields(name))
        decided = [f for f in fields if source.decision(name, f) is not None]
        if not decided:
            continue
        if name not in ours:
            if source.decision(name, "exists") != "added":
                continue
            ours[name] = _add(work, entry)
        own = ours[name]
        _align(work, own, entry, complete=False, fields=frozenset(decided))
    for name, entry in moved.items():
        if name in ours:
            _align_head(work, source, name, entry, ours)
    for name in rejected:
        if name in ours and work.waits(ours[name], "exists"):
            work.make(mends.reject(work.state, ours[name], "exists"))
    return work.changes


# ---------------------------------------------------------------- which entry is which


def match(ours: Iterable[Entry], theirs: Iterable[Entry]) -> dict[str, str]:
    """Of two readings of one text which entry is which: their id to ours. The likest pairs first."""
    mine, yours = list(ours), list(theirs)
    pairs = sorted(
        ((_likeness(a, b), n, m) for n, a in enumerate(mine) for m, b in enumerate(yours)),
        key=lambda p: (-p[0], p[1], p[2]),
    )
    found: dict[str, str] = {}
    for likeness, n, m in pairs:
        if likeness > 0 and mine[n].id not in found.values() and yours[m].id not in found:
            found[yours[m].id] = mine[n].id
    return found


def _likeness(a: Entry, b: Entry) -> int:
    """How much two entries share: words that counts rest on weigh most, then place and date."""
    if a.kind != b.kind and not _overlap(spans_of(a, "number"), spans_of(b, "number")):
        return 0
    shared = 3 * sum(any(_overlap(x.evidence, y.evidence) for y in b.counts) for x in a.counts)
    shared += 2 * _overlap(a.location.evidence, b.location.evidence)
    shared += (a.date.start, a.date.end) == (b.date.start, b.date.end) != (None, None)
    return shared + (a.location.name == b.location.name is not None)


def _overlap(a: Iterable[Span], b: Iterable[Span]) -> bool:
    others = list(b)
    return any(x.start < y.end and y.start < x.end for x in a for y in others)


def _match_counts(ours: Sequence[Count], theirs: Sequence[Count]) -> dict[str, str]:
    found: dict[str, str] = {}
    for exact in (True, False):
        for count in theirs:
            for own in ours:
                alike = (own.side, own.outcome) == (count.side, count.outcome)
                rests = _overlap(own.evidence, count.evidence)
                if count.id in found or own.id in found.values():
                    continue
                if (alike and rests) if exact else (rests or alike):
                    found[count.id] = own.id
    return found


# ---------------------------------------------------------------- making one like the other


def _add(work: _Work, entry: Entry) -> str:
    """A new entry, to be filled by `_align`; returns its id."""
    own, changes = mends.add_entry(work.state, entry.kind, role=entry.role)
    work.make(changes)
    work.make(mends.set_type(work.state, own, entry.type))
    work.make(mends.set_date(work.state, own, entry.date))
    work.make(mends.set_place(work.state, own, entry.location))
    return own


def _align(
    work: _Work, own: str, entry: Entry, *, complete: bool, fields: frozenset[str] | None = None
) -> None:
    """Make the undecided fields of an entry as another says. `complete`: reject counts that it lacks.

    `fields` limits it to some of the other's fields, whose equal values are accepted, too.
    """
    from extract.to_json import count_to_json, date_to_json, place_to_json

    def settle(field: str, theirs: str, value: object) -> None:
        if fields is not None and theirs not in fields:
            return
        if fields is not None and work.waits(own, field) and same(work.state.value(own, field), value):
            work.make(mends.accept(work.state, own, field))
        work.put(own, field, value)

    for field, value in (("kind", entry.kind), ("role", entry.role)):
        settle(field, field, value)
    settle("date", "date", date_to_json(entry.date))
    settle("location", "location", place_to_json(entry.location))
    standing = [work.state.count(own, c) for c in work.state.count_ids(own)]
    ours = _match_counts(standing, entry.counts)
    free = next_count_id(work.state, own)
    for count in entry.counts:
        if count.id in ours or (fields is not None and f"counts/{count.id}" not in fields):
            continue
        free, changes = mends.add_count(work.state, own, replace(count, part_of=None))
        work.make(changes)
        ours[count.id] = free
    for count in entry.counts:
        if count.id in ours:
            within = None if count.part_of is None else ours.get(count.part_of)
            mine = replace(count, id=ours[count.id], part_of=within)
            settle(f"counts/{mine.id}", f"counts/{count.id}", count_to_json(mine))
    if complete:
        for count in standing:
            if count.id not in ours.values() and work.waits(own, f"counts/{count.id}"):
                work.make(mends.reject(work.state, own, f"counts/{count.id}"))


def _align_head(work: _Work, source: State, name: str, entry: Entry, ours: Mapping[str, str]) -> None:
    """That an entry is there, and which total it lies inside, as the source's reviewer decided."""
    own = ours[name]
    if source.decision(name, "part_of") is not None and (entry.part_of is None or entry.part_of in ours):
        within = None if entry.part_of is None else ours[entry.part_of]
        if work.waits(own, "part_of") and work.state.value(own, "part_of") == within:
            work.make(mends.accept_cell(work.state, own, "part_of"))
        elif work.waits(own, "part_of") and (within is None or work.state.exists(within)):
            with suppress(ValueError):  # the copy's own review has them the other way around
                work.make(mends.set_part_of(work.state, own, within))
    if source.decision(name, "exists") == "accepted" and work.waits(own, "exists"):
        work.make(mends.accept_cell(work.state, own, "exists"))


class _Moves:
    """Spans of one text in another, by the sentences that stand in both."""

    def __init__(self, source: str, target: str) -> None:
        self._sentences = [(s.start, s.end, s.text) for s in sentences(source)]
        self._source, self._target = source, target

    def span(self, span: Span) -> Span | None:
        """The same words in the other text; None where their sentence does not stand there once."""
        for start, end, words in self._sentences:
            if start <= span.start and span.end <= end:
                at = self._target.find(words)
                if at < 0 or self._target.find(words, at + 1) >= 0 or self._source.count(words) > 1:
                    return None
                shift = at - start
                return Span(span.start + shift, span.end + shift, span.text)
        return None

    def spans(self, found: Sequence[Span]) -> tuple[Span, ...] | None:
        """All of them, or None."""
        moved = [self.span(s) for s in found]
        return None if None in moved else tuple(s for s in moved if s is not None)

    def entry(self, entry: Entry) -> Entry | None:
        """The entry with its spans in the other text; None where one cannot be found there."""
        date, place = self.spans(entry.date.evidence), self.spans(entry.location.evidence)
        others = [(o, self.spans(o.evidence)) for o in entry.location.others]
        counts = [self.count(c) for c in entry.counts]
        if date is None or place is None or any(s is None for _, s in others) or None in counts:
            return None
        location = replace(
            entry.location, evidence=place, others=tuple(replace(o, evidence=s or ()) for o, s in others)
        )
        kept = tuple(c for c in counts if c is not None)
        return replace(entry, date=replace(entry.date, evidence=date), location=location, counts=kept)

    def count(self, count: Count) -> Count | None:
        """The count with its spans in the other text; None where one cannot be found there."""
        evidence = self.spans(count.evidence)
        tolls = [(t, self.spans(t.evidence)) for t in count.reports]
        cues: Mapping[str, tuple[Span, ...] | None] = {k: self.spans(v) for k, v in count.cues.items()}
        if evidence is None or any(s is None for _, s in tolls):
            return None
        return replace(
            count,
            evidence=evidence,
            reports=tuple(replace(t, evidence=s or ()) for t, s in tolls),
            cues={k: v for k, v in cues.items() if v is not None},
        )
