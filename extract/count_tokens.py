"""A sentence cut into light tokens: closed-class tags, numbers and dates as one token each.

Offsets are code points into the article. Quotation marks are left out: they change nothing in a count.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, count
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from extract.lexicon import WORD, Deed, Head, Lexicon
from extract.model import Side, Span
from extract.numbers import NumberMention
from extract.word_scan import Pieces
from extract.wordlists import load

if TYPE_CHECKING:
    from extract.dates import DateMention

#: So many lexicons are kept.
_KEPT_LEXICONS = 8
_START = attrgetter("start")
_LETTERS = re.compile(r"[a-z]+")
_QUOTES = frozenset("\"“”„‟'‘’‚‛«»`´*_")
_AGE_TAIL = re.compile(
    r"[\s-]{0,2}(?:years?|months?|weeks?|days?|yrs?)[\s-]{0,2}(?:old|of age)\b", re.IGNORECASE
)
_CLOSED = (
    ("articles", "art"),
    ("definite", "def"),
    ("possessive", "poss"),
    ("more", "more"),
    ("auxiliary", "aux"),
    ("have", "have"),
    ("modal", "modal"),
    ("negative", "neg"),
    ("subset", "subset"),
    ("prepositions", "prep"),
    ("conjunctions", "conj"),
    ("relatives", "rel"),
    ("pronouns", "pron"),
    ("adverbs", "adv"),
)


class Token(NamedTuple):
    """One word, number, date or mark. `tag` is a closed class, `word` or `mark`; `number` where it is one."""

    start: int
    end: int
    text: str
    low: str
    tag: str
    number: NumberMention | None = None


@dataclass(slots=True)
class DeedAt:
    """An outcome word or phrase: tokens `start` to `end` (exclusive)."""

    start: int
    end: int
    deed: Deed


@dataclass(slots=True)
class Sentence:
    """A sentence with its tokens and what the lexicon finds among them.

    `lows` runs beside `tokens`, `words` is its set. `heads` maps a token index to (end, Head); `parties`
    lists named parties as (start, end, side, name); `deeds` lists outcome words left to right, none inside
    another; `event_places` where words of events may begin. `starts` is filled when `token_at` is asked.
    """

    index: int
    start: int
    end: int
    tokens: list[Token]
    lows: list[str]
    cased: bool = True
    first_of_paragraph: bool = False
    heads: dict[int, tuple[int, Head]] = field(default_factory=dict)
    parties: list[tuple[int, int, Side, str]] = field(default_factory=list)
    place_tokens: set[int] = field(default_factory=set)
    deeds: list[DeedAt] = field(default_factory=list)
    deed_at: dict[int, DeedAt] = field(default_factory=dict)
    event_places: list[int] = field(default_factory=list)
    words: frozenset[str] = field(init=False)
    starts: list[int] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.words = frozenset(self.lows)

    def token_at(self, offset: int) -> int:
        """The index of the first token that begins at an offset or behind it."""
        if not self.starts:
            self.starts = [token.start for token in self.tokens]
        return bisect_left(self.starts, offset)

    def head_end(self, at: int) -> int:
        """The index behind the person word that begins at a token; -1 where none begins."""
        found = self.heads.get(at)
        return found[0] if found else -1

    def span(self, text: str, first: int, last: int) -> Span:
        """The article's words from token `first` to token `last`, both inclusive."""
        start, end = self.tokens[first].start, self.tokens[last].end
        return Span(start, end, text[start:end])


class Telling(Pieces[bool]):
    """Whether a piece of text holds a word that can begin to tell a count or an event."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._telling = lexicon.telling

    def read(self, piece: str) -> bool:
        """Looks at the runs of plain letters of a piece."""
        return not self._telling.isdisjoint(_LETTERS.findall(piece.lower()))


class Tags(Pieces[tuple[tuple[int, int, str, str, str], ...]]):
    """A piece of text without blanks to its tokens: start and end in it, word, small letters, tag.

    Where a word stands in two lists of the lexicon, the first of the fixed order counts. `telling` says of a
    piece whether it can tell anything at all.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.telling = Telling(lexicon)
        self._closed: dict[str, str] = {}
        for name, tag in reversed(_CLOSED):
            self._closed.update(dict.fromkeys(lexicon.words[name], tag))

    def read(self, piece: str) -> tuple[tuple[int, int, str, str, str], ...]:
        """The tokens of a piece; quotation marks are none."""
        found = (m for m in WORD.finditer(piece) if m[0] not in _QUOTES)
        return tuple((m.start(), m.end(), m[0], *self._tag(m[0])) for m in found)

    def _tag(self, word: str) -> tuple[str, str]:
        low = word.lower()
        tag = self._closed.get(low)
        if word == "US":
            tag = "word"
        if tag is None:
            if low in ("'s", "’s"):
                tag, low = "own", "'s"
            else:
                tag = "word" if word[0].isalnum() else "conj" if word == "&" else "mark"
        return sys.intern(low), tag


_tags: dict[str, Tags] = {}


def tags_of(lexicon: Lexicon) -> Tags:
    """The tags of a lexicon's closed classes, built once for each lexicon."""
    tags = _tags.get(lexicon.hash)
    if tags is None:
        if len(_tags) >= _KEPT_LEXICONS:
            _tags.clear()
        tags = _tags[lexicon.hash] = Tags(lexicon)
    return tags


@cache
def _note() -> re.Pattern[str]:
    """An editor's note in square brackets: "[words indistinct]", "[sic]"."""
    said = "|".join(load("text")["editorial"]["notes"]).replace(" ", r"\s+")
    return re.compile(rf"\[(?:[^\[\]]{{0,60}}\b)?(?:{said})\b[^\[\]]{{0,40}}\]", re.IGNORECASE)


def tokenize(
    text: str,
    start: int,
    end: int,
    atoms: Sequence[tuple[int, int, str, NumberMention | None]],
    tags: Tags,
) -> list[Token]:
    """Tokens of `text[start:end]`. `atoms` are numbers and dates in order, each one token with its own
    tag.
    """
    said = text[start:end]
    plain = _words(said, start, tags)
    tokens = _with_atoms(text, plain, atoms) if atoms else plain
    return _without_notes(text, tokens, end) if "[" in said else tokens


def _words(said: str, begin: int, tags: Tags) -> list[Token]:
    """Every word and mark of a stretch of text that begins at `begin`."""
    pieces, new = said.split(" "), tuple.__new__
    # Before the nth piece stand n blanks that the lengths leave out.
    offsets = accumulate(map(len, pieces), initial=begin)
    return [
        new(Token, (at + blanks + start, at + blanks + end, word, low, tag, None))
        for at, blanks, told in zip(offsets, count(), map(tags.__getitem__, pieces), strict=False)
        for start, end, word, low, tag in told
    ]


def _with_atoms(
    text: str, plain: list[Token], atoms: Sequence[tuple[int, int, str, NumberMention | None]]
) -> list[Token]:
    """The tokens with those that begin inside an atom made one."""
    tokens: list[Token] = []
    at, size, cursor = 0, len(plain), 0
    for first, last, tag, number in atoms:
        begun = at
        at = bisect_left(plain, first, at, key=_START)
        tokens += plain[begun:at]
        if at < size and (begin := plain[at].start) < last:
            stop = last
            if tag == "age" and (tail := _AGE_TAIL.match(text, stop)):
                stop = tail.end()
            word = text[begin:stop]
            tokens.append(Token(begin, stop, word, word.lower(), tag, number))
            cursor = stop
        at = bisect_left(plain, cursor, at, key=_START)
    return tokens + plain[at:]


def _without_notes(text: str, tokens: Iterable[Token], end: int) -> list[Token]:
    """The tokens without those of editors' notes."""
    kept: list[Token] = []
    cursor = 0
    for token in tokens:
        if token.start < cursor:
            continue
        if token.text == "[" and (note := _note().match(text, token.start, end)) is not None:
            cursor = note.end()
        else:
            kept.append(token)
    return kept


def atoms_of(
    numbers: Iterable[NumberMention], dates: Iterable[DateMention]
) -> list[tuple[int, int, str, NumberMention | None]]:
    """Numbers and dates as atoms for `tokenize`, in order and none overlapping the one before."""
    found: list[tuple[int, int, str, NumberMention | None]] = []
    for date in dates:
        found.append((date.span.start, date.span.end, "date", None))
    for number in numbers:
        if number.kind == "pronoun":
            continue
        tag = {"count": "num", "age": "age"}.get(number.kind, "figure")
        found.append((number.full.start, number.full.end, tag, number))
    found.sort(key=lambda atom: (atom[0], -atom[1]))
    out: list[tuple[int, int, str, NumberMention | None]] = []
    for atom in found:
        if not out or atom[0] >= out[-1][1]:
            out.append(atom)
    return out
