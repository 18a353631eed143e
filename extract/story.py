"""Where the story stands in a text: below its headline, byline and the like, and without its dateline.

A headline says in few words what the story says again with its places, days and qualifiers ("19 killed" for
"at least 19"), so that only the story is read.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extract.dateline import read_head
from extract.model import Span
from extract.sentences import sentences

#: A headline is no longer than this, in characters, and this many lines of head stand above a story.
_LONGEST, _MOST = 170, 14
#: And so many characters of head together.
_HEAD = 1500
_STOPS = ".!?…:;,"
#: How a line begins that only points to another story ("Also read: Two killed in Zhob").
_POINTS_ELSEWHERE = re.compile(
    r"[\[(]?(?:also[ -]read|read(?: more| also)?|see also|related|also watch)[ \t]?[:|–-]", re.IGNORECASE
)
#: And how a headline ends that tells who says it ("Troops kill six in Zhob: army").
_SAID_BY = re.compile(r"[a-z0-9]: (?:[A-Z]{2,6}|[A-Za-z]+)(?: (?:says|sources?|official|report|chief))?")
_CLOSERS = "\"”’'»)]"


@dataclass(frozen=True, slots=True)
class Story:
    """The sentences of a text behind its `date …` header, without the dateline; `above` of them are its head.

    `dateline` is where that stands (start, end), empty where there is none.
    """

    sentences: list[Span]
    above: int
    dateline: tuple[int, int]

    def covers(self, offset: int) -> bool:
        """Whether an offset lies in the dateline."""
        return self.dateline[0] <= offset < self.dateline[1]


def read_story(text: str, published: dt.date | None) -> Story:
    """Takes a text apart. A head without a story below it is none: such lines are notes or a list."""
    head = read_head(text, published)
    line = head.line or (0, 0)
    told = [s if s.start >= head.end else _after(s, head.end) for s in sentences(text) if s.end > head.end]
    if line[0] >= head.end and line[1]:
        told = [piece for s in told for piece in _without(s, *line)]
        begin = line[1]
    else:
        begin = _below_headline(text, told)
    above = bisect_right([s.end for s in told], begin)
    told = told[:above] + [s for s in told[above:] if not _of_another_story(text, s)]
    return Story(told, above if above < len(told) else 0, line)


def _below_headline(text: str, told: Sequence[Span]) -> int:
    """The offset where the lines of the head end; 0 where the text begins with its story."""
    end = 0
    for span in told[:_MOST]:
        if _says_it_out(span) or span.end > told[0].start + _HEAD:
            return end
        if text[span.end : span.end + 1] != "\n":
            break
        end = span.end
    return 0  # nothing but such lines: notes, a list


def _says_it_out(span: Span) -> bool:
    """Whether words are a sentence, with its stop, and no line of a head."""
    bare = span.text.rstrip(_CLOSERS)
    return len(span.text) > _LONGEST or not bare or bare[-1] in _STOPS


def _of_another_story(text: str, span: Span) -> bool:
    """Whether a line inside the story is the headline of another one, or points to it."""
    if len(span.text) > _LONGEST or text[span.start - 1 : span.start] not in ("", "\n"):
        return False
    if _POINTS_ELSEWHERE.match(span.text):
        return True
    alone = text[span.end : span.end + 1] in ("", "\n") and not _says_it_out(span)
    colon = span.text.rfind(": ")
    return alone and colon > 0 and _SAID_BY.fullmatch(span.text, colon - 1) is not None


def _without(span: Span, start: int, end: int) -> list[Span]:
    """What is left of a sentence without the stretch of a dateline."""
    if span.end <= start or span.start >= end:
        return [span]
    pieces = [(span.start, max(span.start, start)), (min(end, span.end), span.end)]
    out = []
    for a, b in pieces:
        said = span.text[a - span.start : b - span.start]
        bare = said.strip()
        if bare:
            begin = a + len(said) - len(said.lstrip())
            out.append(Span(begin, begin + len(bare), bare))
    return out


def _after(span: Span, start: int) -> Span:
    return Span(start, span.end, span.text[start - span.start :])
