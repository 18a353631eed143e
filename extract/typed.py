"""What a person types into a count or date cell, read and shown.

`read_count`, `show_count` for counts; `read_date`, `show_date`, `date_note`, `edit_date` for dates. Both
readers raise `TypedError` with one sentence that says what can be typed.
"""

from __future__ import annotations

from extract.date_display import date_note, edit_date, show_date
from extract.typed_counts import TypedCount, read_count, show_count
from extract.typed_dates import read_date
from extract.typed_errors import NOT_STATED, TypedError

__all__ = [
    "NOT_STATED",
    "TypedCount",
    "TypedError",
    "date_note",
    "edit_date",
    "read_count",
    "read_date",
    "show_count",
    "show_date",
]
