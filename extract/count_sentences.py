"""A text cut into annotated sentences, ready for the readers of counts and scope."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from extract.count_annotations import add_gangs, annotate
from extract.count_tokens import Sentence, Telling, atoms_of, tags_of, tokenize
from extract.lexicon import Lexicon
from extract.model import Span
from extract.numbers import NumberMention
from extract.word_scan import letter_cases

if TYPE_CHECKING:
    from extract.dates import DateMention


def read_sentences(
    text: str,
    sentences: Iterable[Span],
    numbers: Sequence[NumberMention],
    dates: Sequence[DateMention],
    lexicon: Lexicon,
    places: Sequence[tuple[int, int]] = (),
) -> list[Sentence]:
    """Annotated sentences; numbers and dates stand in them as single tokens.

    `places` are the spans (start, end) of names that are surely places, in order: no person is called so.
    """
    read = _FARTHEST + _LONGEST
    if len(text) > read:
        numbers = [n for n in numbers if n.full.start < read]
        dates = [d for d in dates if d.span.start < read]
    atoms = atoms_of(numbers, dates)
    tags = tags_of(lexicon)
    out: list[Sentence] = []
    at = place = 0
    cased = _is_cased(text)
    spans: list[Span] = []
    for span in sentences:
        if span.end - span.start > _LONGEST:
            spans += _pieces(text, span)
        else:
            spans.append(span)
    spoken = _Spoken(spans, tags.telling)
    told = sorted((*((d.span.start, d.span.end) for d in dates), *places))
    mark = 0
    for index, span in enumerate(spans):
        while mark < len(told) and told[mark][1] <= span.start:
            mark += 1
        placed = mark < len(told) and told[mark][0] < span.end
        if span.start > _FARTHEST or not (placed or spoken.at(index) or spoken.at(index + 1)):
            out.append(_silent(text, index, span, cased))
            continue
        while at < len(atoms) and atoms[at][1] <= span.start:
            at += 1
        stop = at
        while stop < len(atoms) and atoms[stop][0] < span.end:
            stop += 1
        tokens = tokenize(text, span.start, span.end, atoms[at:stop], tags)
        sentence = Sentence(index, span.start, span.end, tokens, [t.low for t in tokens], cased)
        sentence.first_of_paragraph = _opens(text, index, span)
        annotate(sentence, lexicon)
        while place < len(places) and places[place][1] <= span.start:
            place += 1
        k = place
        while k < len(places) and places[k][0] < span.end:
            first, last = sentence.token_at(places[k][0]), sentence.token_at(places[k][1])
            sentence.place_tokens.update(range(first, last))
            k += 1
        add_gangs(sentence)
        out.append(sentence)
    return out


_LONGEST = 1500


#: Longer than any report; counts behind this offset (a pasted table, a book) are left unread.
_FARTHEST = 600_000


def _pieces(text: str, span: Span) -> Iterable[Span]:
    """A span longer than any sentence (a table, a text without full stops), cut at blanks."""
    start = span.start
    while span.end - start > _LONGEST:
        cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        yield Span(start, cut, text[start:cut])
        start = cut
    yield Span(start, span.end, text[start : span.end])


class _Spoken:
    """Which sentences hold a word that can tell a count or an event; each looked at when asked for."""

    def __init__(self, spans: Sequence[Span], telling: Telling) -> None:
        self._spans = spans
        self._telling = telling
        self._known = (-1, False)

    def at(self, index: int) -> bool:
        """Whether the sentence with this index does; False behind the last."""
        if index == len(self._spans):
            return False
        if self._known[0] != index:
            pieces = self._spans[index].text.split(" ")
            self._known = index, any(map(self._telling.__getitem__, pieces))
        return self._known[1]


def _opens(text: str, index: int, span: Span) -> bool:
    return index == 0 or "\n" in text[max(0, span.start - 8) : span.start]


def _silent(text: str, index: int, span: Span, cased: bool) -> Sentence:
    """A sentence that tells nothing: kept for its place in the order, without tokens."""
    return Sentence(index, span.start, span.end, [], [], cased, _opens(text, index, span))


def _is_cased(text: str) -> bool:
    """Whether capitals mean something: False for text in capitals only."""
    lower, upper = letter_cases(text[:1500])
    return lower * 2 > upper
