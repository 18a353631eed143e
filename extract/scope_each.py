"""A figure that holds at each of several places: "two rebels each in Zhob and Kalat" are two incidents."""

from __future__ import annotations

import copy
import dataclasses

from extract.count_tokens import Sentence
from extract.scope_frame import Frame

#: As far behind a figure stands its "each": "one soldier each".
_REACH = 3


def at_each_place(frame: Frame, sentence: Sentence) -> list[Frame]:
    """The frame once for each of its places, where its one figure is said to be of each; else as it is."""
    names = {place.value.name for place in frame.places}
    if len(frame.counts) != 1 or len(frame.places) < 2 or len(names) != len(frame.places):
        return [frame]
    (count,) = frame.counts
    if count.part_of is not None or not _is_each(sentence, count.at) or "and" not in frame.words:
        return [frame]
    return [
        dataclasses.replace(frame, places=[place], counts=[copy.copy(count)], total="")
        for place in frame.places
    ]


def _is_each(sentence: Sentence, start: int) -> bool:
    at = sentence.token_at(start)
    return "each" in sentence.lows[at + 1 : at + 1 + _REACH]
