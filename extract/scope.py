"""What a clause speaks of: its day, its place, and whether its figures tell one event, a total or the past.

`frames` cuts each sentence that tells a count or an event into segments and gives each segment its own date,
places and scope cues. Scope is judged by segment: "…, bringing the total to 23" must not capture the figure
before it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from extract.count_mention import CountMention
from extract.count_tokens import Sentence
from extract.lexicon import Lexicon
from extract.places import PlaceMention
from extract.scope_clauses import other_events
from extract.scope_cover import read_scope
from extract.scope_cuts import cuts_of, parts_elsewhere
from extract.scope_each import at_each_place
from extract.scope_frame import Frame, Trigger
from extract.scope_sharing import share_between
from extract.scope_triggers import triggers_of
from extract.scope_when import read_when
from extract.scope_where import context_of, locate, read_where, two_events, where_told

if TYPE_CHECKING:
    from extract.dates import DateMention


def frames(
    text: str,
    sentences: Sequence[Sentence],
    counts: Sequence[CountMention],
    dates: Sequence[DateMention],
    places: Sequence[PlaceMention],
    lexicon: Lexicon,
) -> list[Frame]:
    """The frames of a text in order. Sentences that tell neither counts nor events give none."""
    by_sentence: dict[int, list[CountMention]] = {}
    for count in counts:
        by_sentence.setdefault(count.sentence, []).append(count)
    date_starts = [d.span.start for d in dates]
    place_starts = [p.span.start for p in places]
    out: list[Frame] = []
    paragraph = 0
    located: dict[str, list[PlaceMention]] = {}
    for sentence in sentences:
        paragraph += sentence.first_of_paragraph
        here = _Here(
            by_sentence.get(sentence.index, []),
            triggers_of(sentence, lexicon),
            dates[bisect_left(date_starts, sentence.start) : bisect_right(date_starts, sentence.end)],
            places[bisect_left(place_starts, sentence.start) : bisect_right(place_starts, sentence.end)],
        )
        locate(sentence, here.places, located)
        if here.counts or here.triggers:
            out += _segments(text, sentence, here, paragraph, lexicon)
            continue
        context = context_of(sentence, paragraph, here.dates, here.places, located)
        if context is not None:
            out.append(context)
    return out


class _Here(NamedTuple):
    """What stands in a sentence, or in a segment of one."""

    counts: Sequence[CountMention]
    triggers: Sequence[Trigger]
    dates: Sequence[DateMention]
    places: Sequence[PlaceMention]

    def within(self, start: int, end: int) -> _Here:
        """What of it stands between two offsets; a part goes with the figure that it is a part of."""
        return _Here(
            [c for c in self.counts if start <= _anchor(c) < end],
            [t for t in self.triggers if start <= t.at < end],
            [d for d in self.dates if start <= d.span.start < end],
            [p for p in self.places if start <= p.span.start < end],
        )


def _segments(text: str, sentence: Sentence, here: _Here, paragraph: int, lexicon: Lexicon) -> list[Frame]:
    """The frames of one sentence that tells counts or events."""
    apart = parts_elsewhere(text, here.counts, here.places)
    clauses = other_events(sentence, here.counts, [t.at for t in here.triggers], here.places)
    cuts = cuts_of(sentence, here.counts, here.dates, here.places, [*apart, *clauses])
    out: list[Frame] = []
    for n, (start, end) in enumerate(cuts):
        inside = here.within(start, end)
        if not inside.counts and (not inside.triggers or n):
            continue
        frame = Frame(sentence.index, start, end, paragraph=paragraph)
        frame.opening = sentence.first_of_paragraph and n == 0
        frame.aside = n > 0 and text.startswith("where ", start)
        frame.asks = sentence.lows[-1] == "?"
        frame.counts, frame.triggers = list(inside.counts), list(inside.triggers)
        read_when(frame, sentence, inside.dates)
        frame.places = read_where(frame, sentence, inside.places)
        if not frame.places and n and start in clauses:
            frame.places = where_told(sentence, start, here.places)
        read_scope(frame, sentence, lexicon, text)
        if n and start in clauses and text[start : start + 5].lower() == "while":
            frame.strong = True
        both = two_events(frame, sentence, inside.places, lexicon.event_masses)
        if both and frame.total in ("", "places"):
            frame.total, frame.places = "places", both
        out.extend(at_each_place(frame, sentence))
    share_between(out, sentence, broken_down=bool(apart))
    return out


def _anchor(count: CountMention) -> int:
    return (
        count.part_of.at
        if count.part_of is not None and count.part_of.sentence == count.sentence
        else count.at
    )
