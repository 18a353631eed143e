"""From the fields that an input states to an `Article`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from extract.article import make_article
from extract.model import Article
from gold.inputs.decode import is_sound, mend, mend_notes
from gold.inputs.model import InputOptions, Unusable

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_PACKED = re.compile(r"(\d{4})(\d\d)(\d\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9})\.?,? (\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")


def day_of(value: str) -> dt.date | None:
    """The day that a stated publication date means; None where it cannot be read for sure.

    Read are ISO dates and times, `20250201`, `1 February 2025`, `Feb 1, 2025` and mail dates; the day is the
    one written, never moved to another time zone. `01/02/2025` is two days, so it is none.
    """
    text = " ".join(value.split())
    if m := _ISO.fullmatch(text) or _PACKED.fullmatch(text):
        return _day(int(m[1]), int(m[2]), int(m[3]))
    if m := _DAY_FIRST.fullmatch(text):
        return _day(int(m[3]), _month(m[2]), int(m[1]))
    if m := _MONTH_FIRST.fullmatch(text):
        return _day(int(m[3]), _month(m[1]), int(m[2]))
    import email.utils

    try:
        return email.utils.parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _month(name: str) -> int:
    short = name[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _stated(fields: Mapping[str, Any], name: str, options: InputOptions) -> str | None:
    value = fields.get(options.columns.get(name, name))
    if value is None or isinstance(value, list | dict | bool):
        return None
    stated = value if isinstance(value, str) else str(value)
    return (stated if is_sound(stated) else mend(stated)[0]).strip() or None


def article_of(
    fields: Mapping[str, Any],
    options: InputOptions,
    *,
    name: str,
    source_sha256: str,
    notes: list[str],
) -> Article:
    """The article that these fields state; `name` is its id where they give none.

    Sentences about what was not taken as it stood are added to `notes`. Raises Unusable where there is no
    text.
    """
    column = options.column("text")
    raw = fields.get(column)
    if raw is None:
        raise Unusable(f"has no {column!r}")
    if not isinstance(raw, str):
        raise Unusable(f"{column!r} is not text")
    text, nuls, lone = mend(raw)
    notes.extend(mend_notes(nuls, lone))
    if not text.strip():
        raise Unusable("is empty" if column == "text" else f"{column!r} is empty")
    date = _stated(fields, "published", options)
    published = day_of(date) if date else None
    if date and published is None:
        notes.append(f"the publication date {date[:40]!r} cannot be read for sure (YYYY-MM-DD); left open")
    return make_article(
        _stated(fields, "id", options) or name,
        text,
        title=_stated(fields, "title", options),
        publisher=_stated(fields, "publisher", options),
        published=published,
        url=_stated(fields, "url", options),
        language=_stated(fields, "language", options),
        source_sha256=source_sha256,
    )
