"""What the sentence around a figure says of it, for a person who picks it: who says it, whose, what."""

from __future__ import annotations

import re
from dataclasses import replace

from extract import lexicon as words
from extract.count_annotations import annotate
from extract.count_mention import CountMention
from extract.count_sentences import read_sentences
from extract.count_sources import KINDS, sources
from extract.count_tokens import Sentence, atoms_of, tags_of, tokenize
from extract.counts import find_counts
from extract.dates import find_dates
from extract.model import SourceKind, Span
from extract.numbers import find_numbers
from extract.sentences import index_at, sentences

#: How far around a figure its sentence is looked for, in code points.
_AROUND = 1200
_WORD = re.compile(r"\w+")


def source_at(text: str, span: Span) -> tuple[str, SourceKind] | None:
    """The source that the sentence around a figure names, as (its words, its kind); None without one."""
    start = max(span.start - _AROUND, 0)
    near = text[start : span.end + _AROUND]
    told = sentences(near)
    if not told:
        return None
    one = told[index_at(told, span.start - start)]
    lexicon = words.load()
    dates = find_dates(one.text, None)
    numbers = find_numbers(one.text, [(d.span.start, d.span.end) for d in dates])
    tokens = tokenize(one.text, 0, len(one.text), atoms_of(numbers, dates), tags_of(lexicon))
    sentence = Sentence(0, 0, len(one.text), tokens, [t.low for t in tokens])
    annotate(sentence, lexicon)
    at = span.start - start - one.start
    found = min(sources(one.text, sentence, lexicon), key=lambda o: abs(o[0] - at), default=None)
    return None if found is None else (found[1], found[2])


def count_at(text: str, span: Span) -> CountMention | None:
    """What the sentence around a figure counts with it: side, outcome, words for both; None for nothing.

    Offsets are into the surroundings, except those of `evidence`, `side_cue` and `outcome_cue`.
    """
    start = max(span.start - _AROUND, 0)
    near = text[start : span.end + _AROUND]
    dates = find_dates(near, None)
    numbers = find_numbers(near, [(d.span.start, d.span.end) for d in dates])
    lexicon = words.load()
    counts = find_counts(near, read_sentences(near, sentences(near), numbers, dates, lexicon), lexicon)
    for count in counts:
        if any(s.start + start < span.end and span.start < s.end + start for s in count.evidence):
            return replace(
                count,
                evidence=tuple(_moved(s, start) for s in count.evidence),
                side_cue=count.side_cue and _moved(count.side_cue, start),
                outcome_cue=count.outcome_cue and _moved(count.outcome_cue, start),
            )
    return None


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by, span.text)


def kind_of_source(typed: str) -> SourceKind:
    """What kind of source these words name: by the lexicon's words for each kind, else `other`."""
    lexicon = words.load()
    lows = {w.lower() for w in _WORD.findall(typed)}
    return next((kind for kind in KINDS if lows & lexicon.sources[kind]), "other")
