"""When and where a paragraph is, for the frames of it that do not say: days counted back, places lent."""

from __future__ import annotations

import datetime as dt
import re

from extract.dates import DateMention
from extract.frozen import replace
from extract.incident_drafts import Draft
from extract.incident_frames import looks_back
from extract.incident_places import fineness, relation
from extract.incident_words import words_of
from extract.model import DateRange, SourceKind, Span
from extract.scope_frame import Frame
from extract.scope_where import tells_arrival

#: So many paragraphs behind an event its attackers are said to have come.
_NEARBY = 4
#: From here on a place is a town or finer (`incident_places.fineness`).
_TOWN = 5
_EARLIER = re.compile(
    r"(?:the |(a|one|two|three|four|five|six|seven|ten|\d{1,3}) )?(days?|weeks?) (?:earlier|before)"
)
_COUNTED = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}


class Context:
    """What was told so far, and the day and place it lends to what comes."""

    def __init__(
        self, published: dt.date | None, sources: dict[int, tuple[str, SourceKind]] | None = None
    ) -> None:
        self.published = published
        self.sources = sources or {}
        self.drafts: list[Draft] = []
        self.current: Draft | None = None
        self.accident = False
        self.roundup = False
        self.general = False
        self.context: Frame | None = None
        self.recalled: Frame | None = None
        self.begun: DateMention | None = None
        self.before: Frame | None = None

    def _anchor(self, frame: Frame) -> None:
        """As in "A day earlier" counts from the event told before, not from the last day that was named."""
        if frame.counts:
            self._recall(frame)
        elif frame.counted_back is not None:
            self.recalled = frame
            return
        stated = frame.date is not None and frame.date.form == "day"  # "a week after it won, … on 18 June"
        if frame.counted_back is not None and self.drafts and not stated:
            self._count_back(frame, frame.counted_back)
            return
        if frame.date is None or self.current is None or frame.date.form != "relative":
            return
        told = _EARLIER.fullmatch(frame.date.span.text.lower())
        day = self.current.day
        if told is None or day.start is None or day.precision not in ("day", "days"):
            return
        number = _COUNTED.get(told[1] or "one") or int(told[1])
        start = day.start - dt.timedelta(days=number * (7 if told[2].startswith("week") else 1))
        frame.date = replace(
            frame.date, value=replace(frame.date.value, start=start, end=start, inferred=True)
        )

    def _hear_since(self, frame: Frame) -> None:
        """Keeps the day since which a campaign goes on, for a "Since then, …" that comes later."""
        if frame.window is not None and frame.window.form == "since" and not frame.since_then:
            self.begun = frame.window

    def _recall(self, frame: Frame) -> None:
        """As in "The blast came a week after a raid on Zhob. In that raid, 17 soldiers were killed":
        told of what came before the event that the report is about.
        """
        before = self.recalled
        if before is None or frame.sentence - before.sentence != 1 or "that" not in frame.words:
            return
        if frame.date is None and not frame.places and any(t.definite for t in frame.triggers):
            frame.counted_back, frame.strong = before.counted_back, True

    def _count_back(self, frame: Frame, told: tuple[int, Span]) -> None:
        """As in "came two days after": two days before the event told before, where its day is known or at
        least that of its report.
        """
        before = self.current or self.drafts[0]
        day, (number, span) = before.day, told
        if day.start is None and self.roundup:
            day = self.drafts[0].day
        reported = next((f.reported for f in before.frames if f.reported is not None), None)
        day = reported.value if day.start is None and reported is not None else day
        if day.start is None or day.precision not in ("day", "days"):
            return
        start = day.start - dt.timedelta(days=number)
        value = DateRange(start=start, end=start, precision="day", inferred=True, evidence=(span,))
        frame.date = DateMention(span, value, "relative")

    def _comes_in(self, frame: Frame) -> bool:
        """As in "The gunmen came on motorcycles late on Saturday", "Saturday's violence was the worst this
        year": that of the attack told.
        """
        current, date = self.current, frame.date
        if current is None or current.day.start is not None or date is None or looks_back(frame):
            return False
        if not (tells_arrival(frame.words) or frame.owned) or date.value.precision not in ("day", "days"):
            return False
        near = frame.paragraph - current.frames[-1].paragraph <= _NEARBY
        apart = frame.places and relation(frame.places, current.places) == "apart"
        if current.background or apart or not near:
            return False
        current.put(frame)
        return True

    def _generalise(self, frame: Frame) -> None:
        """Marks what is told with its day behind a sentence on what often happens or has grown worse."""
        if self.drafts and not (frame.counts or frame.date or frame.total) and _of_any_time(frame):
            self.general = True
        named = any(t.form == "noun" and t.definite for t in frame.triggers)
        frame.recalled = self.general and frame.date is not None and not named

    def _set_context(self, frame: Frame) -> None:
        """Keeps where and when the paragraph is; a day told later adds to a place told before."""
        before = self.context
        if before is not None and before.context and before.paragraph == frame.paragraph:
            frame.places = frame.places or before.places
        frame.context = True
        self.context = frame

    def _take_context(self, frame: Frame) -> None:
        """Gives a frame the day and place that the sentence before it in the paragraph stated for it."""
        context = self.context
        begun = context.date if context is not None and context.date is not None else self.begun
        if frame.since_then and begun is not None and frame.counts:
            self._since(frame, begun)
            return
        if frame.date or frame.places:
            if not frame.counts:
                self._take_town(frame)
                self.context = frame
            elif (
                context is not None
                and context.context
                and context.paragraph == frame.paragraph
                and not frame.total
            ):
                self._lend(frame, context)
            return
        if context is None or context.paragraph != frame.paragraph:
            return
        if not frame.counts and not self._begins(frame, context):
            return
        if context.context and frame.window is None and not frame.plural_events:
            self._lend(frame, context)

    def _begins(self, frame: Frame, context: Frame) -> bool:
        """As in "They quarreled on a street in Zhob. A man shot at the crowd": a first deed, in that town."""
        town = bool(context.places) and fineness(context.places[0].value) >= _TOWN
        done = any(t.form == "verb" and not t.word.endswith("ing") for t in frame.triggers)
        return town and done and not self.drafts

    def _take_town(self, frame: Frame) -> None:
        """As in "Zhob is a market town. On Friday, a bomb went off": the town that the paragraph is about."""
        context = self.context
        if context is None or not context.context or context.paragraph != frame.paragraph or frame.places:
            return
        if context.places and fineness(context.places[0].value) >= _TOWN:
            frame.places = context.places

    def _lend(self, frame: Frame, context: Frame) -> None:
        if looks_back(frame) or (frame.counts and all(c.toll for c in frame.counts)):
            return
        frame.date = frame.date or context.date
        frame.places = frame.places or context.places
        self.context = None

    def _since(self, frame: Frame, date: DateMention) -> None:
        """As in "since then": from the day stated before until publication."""
        value = replace(date.value, end=self.published, precision="day", inferred=True)
        frame.window = replace(date, value=value, form="since")


def _of_any_time(frame: Frame) -> bool:
    """As in "Patrols are frequently attacked in Zhob", "The province has seen a surge in attacks"."""
    if frame.words & words_of("often"):
        return True
    grown = frame.words & words_of("surges") and frame.words & words_of("seen")
    return bool(grown) and not {"has", "have", "had"}.isdisjoint(frame.words)
