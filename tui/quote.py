"""The words a value was read from, with as much of the text around them as makes them readable. Pure."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from extract.model import Span
from store.state import State
from tui.cursor import Cursor
from tui.marks import cues, evidence

#: `words` were read, `context` stands around them, `none` says that there is no evidence, `sum` and `tag`
#: are said by Assay.
Tone: TypeAlias = Literal["words", "cue", "context", "none", "sum", "tag"]


class Piece(NamedTuple):
    """A stretch of text and what it is."""

    text: str
    tone: Tone


#: How far from the figure a side or outcome word may stand to be quoted with it, in code points.
_NEAR = 60
#: How much of the clause behind a count is quoted with it, in code points.
_FAR = 40
#: How much text is looked at around an evidence quote, in code points.
_AROUND = 240
_CLAUSE_END = re.compile(r"[.;:!?,)](?=\s)|[\r\n]")
_SENTENCE_END = re.compile(r"[.!?][”\"’')]*\s|[\r\n]")
_SPACE = re.compile(r"\s+")
NO_EVIDENCE = Piece("no evidence", "none")


def words_of(state: State, cursor: Cursor) -> tuple[Piece, ...]:
    """What stands beside a value: its evidence, its cues where they are near, and the rest of the clause.

    Evidence whose words are not in the text at its place is said to be missing, with the words.
    """
    spans, lost = found_and_lost(state, cursor)
    if lost:
        return (_missing(lost),)
    if not spans:
        return () if _empty(state, cursor) else (NO_EVIDENCE,)
    near = _near_cues(state, cursor, spans[0])
    start = min(s.start for s in (spans[0], *near))
    end = max(s.end for s in (spans[0], *near))
    text = state.proposal.article.text
    if cursor.field.startswith("counts/") and not near:
        stop = _CLAUSE_END.search(text, end, end + _FAR)
        end = stop.start() if stop else _whole_words(text, end, end + _FAR)
    pieces = _pieces(text, start, end, [spans[0]], near)
    for other in spans[1:2]:
        pieces += [Piece(" … ", "context"), Piece(text[other.start : other.end], "words")]
    return tuple(pieces)


def _whole_words(text: str, start: int, most: int) -> int:
    """Where to end at the latest at `most`, between two words where there is a place between two."""
    if most >= len(text):
        return len(text)
    space = text.rfind(" ", start, most + 1)
    return space if space > start else most


def quote_of(state: State, cursor: Cursor) -> tuple[Piece, ...]:
    """The sentence (at most about five lines of it) in which the focused field's evidence stands."""
    spans, lost = found_and_lost(state, cursor)
    if lost:
        return (_missing(lost),)
    if not spans:
        return () if _empty(state, cursor) else (NO_EVIDENCE,)
    text = state.proposal.article.text
    at = spans[0]
    back = text[max(at.start - _AROUND, 0) : at.start]
    ends = [m.end() for m in _SENTENCE_END.finditer(back)]
    start = at.start - len(back) + (ends[-1] if ends else 0)
    stop = _SENTENCE_END.search(text, at.end, at.end + _AROUND)
    end = stop.end() if stop else min(at.end + _AROUND, len(text))
    inside = [s for s in spans if start <= s.start and s.end <= end]
    return tuple(_pieces(text, start, end, inside or [at], list(cues(state.value(*cursor)))))


def found_and_lost(state: State, cursor: Cursor) -> tuple[list[Span], list[Span]]:
    """The spans that stand in the text with the words they quote, and those that do not."""
    if cursor.field == "exists":
        fields = state.fields(cursor.entry)[1:]
        every = [s for f in fields for s in evidence(state.value(cursor.entry, f))]
        every = sorted(every, key=lambda s: s.start)[:1]
    else:
        every = list(evidence(state.value(*cursor)))
    text = state.proposal.article.text
    good = [s for s in every if s.end <= len(text) and (not s.text or text[s.start : s.end] == s.text)]
    return list(dict.fromkeys(good)), [s for s in every if s not in good]


def _missing(lost: list[Span]) -> Piece:
    """Every quote that is not in the text: none is hidden."""
    return Piece(f"not in the text: {' … '.join(' '.join(s.text.split()) for s in lost)}", "none")


def _empty(state: State, cursor: Cursor) -> bool:
    """Whether nothing is stated in the field, so that it needs no evidence."""
    value = state.value(*cursor)
    if cursor.field == "exists":
        return False
    keys = {"date": ("start", "end"), "location": ("name", "admin2", "admin1", "country")}
    return all(value.get(k) is None for k in keys.get(cursor.field, ("low", "best", "high")))


def _near_cues(state: State, cursor: Cursor, span: Span) -> list[Span]:
    text = state.proposal.article.text
    return [
        s
        for s in cues(state.value(*cursor))
        if s.end <= len(text) and s.start - span.end < _NEAR and span.start - s.end < _NEAR
    ]


def _pieces(text: str, start: int, end: int, lit: list[Span], cue: list[Span]) -> list[Piece]:
    """The text from start to end, cut where what is lit begins and ends; white space is one space."""
    edges = {min(max(at, start), end) for s in (*lit, *cue) for at in (s.start, s.end)}
    points = sorted(edges | {start, end})
    pieces: list[Piece] = []
    for a, b in pairwise(points):
        words = _SPACE.sub(" ", text[a:b])
        tone: Tone = "words" if _within(a, b, lit) else "cue" if _within(a, b, cue) else "context"
        if pieces and pieces[-1].tone == tone:
            words = pieces.pop().text + words
        pieces.append(Piece(words, tone))
    return pieces


def _within(start: int, end: int, spans: list[Span]) -> bool:
    return any(s.start <= start and end <= s.end for s in spans)
