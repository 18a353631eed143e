"""What the segments of one sentence share: a window, a day, that of the report, and which is a total."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from extract.count_tokens import Sentence
from extract.incident_frames import is_short
from extract.scope_frame import Frame


def share_between(told: Sequence[Frame], sentence: Sentence, *, broken_down: bool) -> None:
    """Gives the frames of one sentence what they have in common. `broken_down`: the later ones are parts of
    the first figure, each with its place.
    """
    if _in_turn(told):
        _share(told)
        for frame in told:
            frame.total = ""
    elif broken_down:
        _share(told)
    else:
        _cover(sentence, told)
        _lend_day(told)
        _lend_report(told)


def _in_turn(told: Sequence[Frame]) -> bool:
    """As in "Shelling over the past day killed three people in Donetsk, two in Kherson, one in Izium": each
    of several figures with its place, in one short window.
    """
    if len(told) < 3 or not all(f.counts and f.places and f.date is None for f in told):
        return False
    windows = [f.window for f in told if f.window is not None]
    return len(windows) == 1 and windows[0].form != "since" and is_short(windows[0].value)


def _share(told: Sequence[Frame]) -> None:
    """Window and day of a sentence that breaks a figure down by place hold for the whole and its parts.

    The whole is a total; so are its parts where they are those of a period.
    """
    window = next((f.window for f in told if f.window is not None), None)
    date = next((f.date for f in told if f.date is not None), None)
    period = any(f.total == "period" for f in told)
    for n, frame in enumerate(told):
        frame.window, frame.date = frame.window or window, frame.date or date
        if period:
            frame.total = frame.total or "period"
        elif n == 0 and len(told) > 1 and frame.counts:
            frame.total = frame.total or "places"


def _cover(sentence: Sentence, told: Sequence[Frame]) -> None:
    """As in "14 died on Monday, including a car bomb that killed two": the whole is over several events, and
    one of them has its day.
    """
    for whole, one in itertools.pairwise(told):
        at = next((t for t in sentence.tokens if t.start == one.start), None)
        if at is None or at.low != "including" or not whole.counts:
            continue
        whole.total = whole.total or "several"
        if one.date is None and whole.date is not None and whole.date.value.precision == "day":
            one.date = whole.date


def _lend_day(told: Sequence[Frame]) -> None:
    """As in "Raids on Sunday killed 19 people in Zhob, and another 23 in Kalat": a day before the first
    figure is that of what follows "another", too; any day is that of what "while" adds.
    """
    for first, second in itertools.pairwise(told):
        if second.date is None and first.date is not None and first.counts and second.counts:
            before = first.date.span.start < first.counts[0].at and not second.triggers
            beside = {"while", "others"} <= second.words or {"while", "another"} <= second.words
            if second.counts[0].more and (before or beside) and second.window is None:
                second.date = first.date


def _lend_report(told: Sequence[Frame]) -> None:
    """As in "A policeman was shot in Zhob and a mine killed two in Kalat, the army said on Sunday"."""
    said = next((f.reported for f in told if f.reported is not None), None)
    for frame in told:
        if frame.date is None and frame.window is None:
            frame.reported = frame.reported or said
