"""The log in words: who did what when in an article, and on which articles one worked lately. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from extract.to_json import Json
from store.events import Event
from store.types import Worked
from tui.actions import BY_ID, shown_key
from tui.cursor import Cursor
from tui.shown import count_words, date_words, outcome_word, place_words


class Told(NamedTuple):
    """One line: when, by whom, with which key, what, and where the cursor goes for it."""

    when: str
    who: str
    key: str
    what: str
    goal: Cursor | int | None


def article_history(events: Iterable[Event], numbers: Mapping[str, int], now: dt.datetime) -> list[Told]:
    """A line for each key press; `events` are newest first, `numbers` the entries' numbers on screen."""
    lines = []
    for _, group in groupby(events, key=lambda e: e.group):
        step = sorted(group, key=lambda e: e.seq)
        first = next((e for e in step if e.entry is not None), step[0])
        goal = None if first.entry is None else Cursor(first.entry, _field(first.field))
        lines.append(Told(when(step[0].at, now), step[0].reviewer, _key(step[0]), _what(step, numbers), goal))
    return lines


def work_history(work: Sequence[Worked], now: dt.datetime) -> list[Told]:
    """A line for each article that one worked on, the latest first."""
    return [
        Told(
            when(w.at, now),
            (w.status or "").replace("_", " "),
            "",
            f"{w.title}  {w.id}" if w.title else w.id,
            w.row,
        )
        for w in work
    ]


def when(at: str, now: dt.datetime) -> str:
    """A stamp in local time: the hour today, the day and hour before; the year where it is another."""
    stamp = dt.datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone(now.tzinfo)
    if stamp.date() == now.date():
        return f"{stamp:%H:%M}"
    return f"{stamp.day} {stamp:%b %H:%M}" if stamp.year == now.year else f"{stamp.day} {stamp:%b %Y}"


def _key(event: Event) -> str:
    return " ".join(filter(None, (shown_key(event.key) if event.key in _NAMED else event.key,)))


_NAMED = ("space", "enter", "tab")


def _what(step: Sequence[Event], numbers: Mapping[str, int]) -> str:
    verb = {"undo": "undid", "redo": "did again"}.get(step[0].action, "")
    action = BY_ID.get(step[0].action)
    name = verb or (action.label if action is not None else step[0].action)
    fields = [e for e in step if e.entry is not None]
    if not fields:
        return f"{name}: {_said(step[0].before or {}, step[0].after or {})}"
    decisions = {(e.after or {}).get("decision") for e in fields}
    same = all((e.before or {}).get("value") == (e.after or {}).get("value") for e in fields)
    if len(fields) > 2 and same and len(decisions) == 1:
        entries = sorted({numbers.get(e.entry or "", 0) for e in fields})
        listed = ", ".join(str(n) for n in entries[:6])
        return f"{name}: {len(fields)} fields of {listed}, {decisions.pop() or 'waiting again'}"
    told = [_change(e, numbers) for e in fields[:2]]
    more = f" and {len(fields) - 2} more" if len(fields) > 2 else ""
    return f"{name}: {', '.join(told)}{more}"


def _said(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """What was said of the article as a whole: the flag, note or reason that is new, else its status."""
    for name in ("flag", "note", "reason"):
        if before.get(name) != after.get(name):
            return str(after.get(name) or "taken off")
    return str(after.get("status") or "as at first").replace("_", " ")


def _change(event: Event, numbers: Mapping[str, int]) -> str:
    before, after = event.before or {}, event.after or {}
    number = numbers.get(event.entry or "", 0)
    where = f"{_name(event, after or before)} of {number or event.entry}"
    if _field(event.field) == "exists" and event.field == "exists":
        where = f"entry {number or event.entry}"
    was, now = _words(event.field, before.get("value")), _words(event.field, after.get("value"))
    if was != now and now:
        return f"{where} {was or 'new'} → {now}"
    return f"{where} {after.get('decision') or 'waits again'}"


def _name(event: Event, cell: Mapping[str, Any]) -> str:
    if event.field.startswith("counts/"):
        return outcome_word((cell.get("value") or {}).get("outcome", "count"))
    return {"location": "place", "part_of": "part of"}.get(event.field, event.field)


def _words(field: str, value: Json | str | bool | None) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, str):
        return value
    if field == "date":
        return date_words(value)
    return place_words(value) if field == "location" else count_words(value)


def _field(name: str) -> str:
    return "exists" if name in ("kind", "role", "part_of") else name
