"""Runs of capitalised words, taken apart: what in them is a known name, an unknown one, or somebody's.

All of this looks at the run alone, so results are kept by the run's text; what stands round a run is
`place_context`'s business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.gazetteer import Gazetteer
from extract.gazetteer.folding import fold
from extract.place_words import (
    AFTER,
    DEMONYM,
    DIRECTION,
    ENGLISH,
    GIVEN,
    MODIFIED,
    NEVER,
    ORGANISATION,
    PREFIX,
    STOP,
    SURNAME,
    TITLE,
    After,
    PlaceWords,
)

_CAP = r"(?:[^\W\d_a-z]\.(?:[^\W\d_a-z]\.)+|(?:St|Ft|Mt)\.(?= [^\W\d_a-z])|[^\W\d_a-z]\.(?=[ \n][^\W\d_a-z][\w])|[^\W\d_a-z][\w'’ʼ‘]*(?:[-‐‑][\w'’ʼ‘]+)*)"
_SMALL = r"(?:de la|de los|de las|de|du|des|del|da|do|dos|la|le|el|al|ul|e|ez|ash|sur|en|y|au|aux|us|wa|bin)"
#: A capitalised word and up to eleven more, joined by a space, a line break or a small word ("Rio de Janeiro").
RUN = re.compile(rf"(?<![\w@#/]){_CAP}(?:[ \t]?[ \t\n](?:{_SMALL}[ \-])?{_CAP}){{0,11}}")
_WORD = re.compile(r"[^ \t\n]+")
_POSSESSIVE = re.compile(r"['’][sS]?$")
_CONTRACTION = re.compile(r"['’](?:ve|re|ll|d|m|t)$", re.IGNORECASE)
_TAILS = frozenset(
    "based led born backed controlled held occupied administered run owned wide bound made trained linked funded "
    "ruled besieged area affiliated aligned allied supported sponsored style raised brokered bred".split()
)
_HEADS = frozenset("pro anti non ex post pre mid neo trans inter un multi self al-".split())
MAX_SIZE = 5
MAX_UNKNOWN = 4
_KEPT_RUNS = 20_000


@dataclass(slots=True)
class Word:
    """One word of a run: where it stands in the run, folded, with its flags."""

    start: int
    end: int
    raw: str
    folded: str
    flags: int
    ends: bool = False
    lone_end: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A name inside a run; offsets are relative to the run's start.

    `known`: the gazetteer has it. `after`: the unit word behind it, `outer_end` the end of that. `modifier`: it
    only modifies what follows ("Queensland Police"). `weak`: an English word, first name or surname.
    `upper`: written in capitals. `opens`/`closes`: it begins or ends the run. `before`: level by a capitalised
    unit word before it ("Tehsil Duki").
    """

    start: int
    end: int
    outer_end: int
    folded: str
    known: bool
    after: After | None = None
    before: str | None = None
    modifier: bool = False
    weak: bool = False
    upper: bool = False
    opens: bool = False
    closes: bool = False
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """What is in a run: names, words that are persons' names, adjectives of countries with their spans.

    `countries` are the codes of countries that only stand in another's name ("Pakistan Army").
    """

    pieces: tuple[Piece, ...]
    persons: tuple[str, ...]
    demonyms: tuple[tuple[str, int, int], ...]
    countries: tuple[str, ...]


class RunReader:
    """Takes runs apart. Keeps what it found by the run's text, bounded."""

    def __init__(self, gazetteer: Gazetteer, words: PlaceWords, extra: frozenset[str]) -> None:
        self.gazetteer = gazetteer
        self.words = words
        self.extra = extra
        self.kept: dict[tuple[str, bool], Parts] = {}
        self.names: dict[str, bool] = {}

    def read(self, run: str, sentence_start: bool) -> Parts:
        """The parts of a run; `sentence_start` says that its first word may owe its capital to that."""
        key = (run, sentence_start)
        parts = self.kept.get(key)
        if parts is None:
            if len(self.kept) >= _KEPT_RUNS:
                self.kept.clear()
            parts = self.kept[key] = self.take_apart(run, sentence_start)
        return parts

    def has(self, folded: str) -> bool:
        """Whether the gazetteer or the caller's aliases know a folded name."""
        known = self.names.get(folded)
        if known is None:
            if len(self.names) >= _KEPT_RUNS:
                self.names.clear()
            known = self.names[folded] = self.gazetteer.has(folded) or folded in self.extra
        return known

    # -- words -----------------------------------------------------------------------------------------

    def take_apart(self, run: str, sentence_start: bool) -> Parts:
        """Splits a run into segments and reads each."""
        words = self.split(run)
        demonyms = tuple((w.folded, w.start, w.end) for w in words if w.flags & DEMONYM)
        pieces: list[Piece] = []
        persons: list[str] = []
        countries: list[str] = []
        for first, last in self.segments(words):
            reader = _Segment(self, words[first:last], sentence_start and first == 0)
            reader.read(opens=first == 0, closes=last == len(words))
            pieces += reader.pieces
            persons += reader.persons
            countries += reader.countries()
        return Parts(tuple(pieces), tuple(persons), demonyms, tuple(countries))

    def split(self, run: str) -> list[Word]:
        """The words of a run without possessive endings; hyphenated ones taken apart where they hold names."""
        found: list[Word] = []
        flags_of = self.words.flags_of
        for m in _WORD.finditer(run):
            raw, start = m.group(), m.start()
            ending = _POSSESSIVE.search(raw) if len(raw) > 2 else None
            if ending:
                raw = raw[: ending.start()]
            if "-" in raw:
                found += self.hyphenated(raw, start)
            elif _CONTRACTION.search(raw):
                found.append(Word(start, start + len(raw), raw, fold(raw), NEVER))
            else:
                folded = fold(raw)
                found.append(Word(start, start + len(raw), raw, folded, flags_of(folded)))
            if ending and found:
                found[-1].ends = True
        self.drop_phrases(found)
        return found

    def hyphenated(self, raw: str, start: int) -> list[Word]:
        """One or two words of a hyphenated one ("Northbrook-based", "Russia-Turkey", "D-Chicopee")."""
        flags_of = self.words.flags_of
        folded = fold(raw)
        whole = Word(start, start + len(raw), raw, folded, flags_of(raw.lower()) | flags_of(folded))
        if self.has(folded):
            return [whole]
        parts = [flags_of(part) for part in folded.split()]
        if parts[0] & TITLE:
            whole.flags |= TITLE
        elif all(f & ENGLISH for f in parts):
            whole.flags |= ENGLISH
        head, _, tail = raw.rpartition("-")
        first = fold(head)
        if tail in _TAILS:
            word = Word(start, start + len(head), head, first, flags_of(first), True, True)
            return [word]
        if head.lower() in _HEADS:
            whole.flags |= NEVER
            return [whole]
        second = fold(tail)
        right = Word(start + len(head) + 1, start + len(raw), tail, second, flags_of(second), True)
        if len(head) == 1 and tail[:1].isupper():
            return [right]
        a, b = flags_of(first), flags_of(second)
        if "-" not in head and self.is_big(first, a) and self.is_big(second, b):
            return [Word(start, start + len(head), head, first, a, True), right]
        return [whole]

    def is_big(self, folded: str, flags: int) -> bool:
        """Whether half of a hyphenated word is a country, a province, a large town or an adjective of one."""
        if flags & DEMONYM:
            return True
        if flags & (PREFIX | ENGLISH) or not self.has(folded):
            return False
        found = self.gazetteer.lookup_folded(folded)
        return any(p.kind in ("country", "admin1") or p.population >= 50_000 for p in found)

    def drop_phrases(self, found: list[Word]) -> None:
        """Marks words of phrases that are no places ("White House") as never part of a name."""
        heads, phrases = self.words.phrase_heads, self.words.phrases
        for i, word in enumerate(found):
            text = word.folded
            if text.split(" ", 1)[0] not in heads:
                continue
            if text in phrases:
                word.flags |= NEVER
            for j in range(i + 1, min(i + 4, len(found))):
                text += " " + found[j].folded
                if text in phrases:
                    for k in range(i, j + 1):
                        found[k].flags |= NEVER

    def segments(self, words: Sequence[Word]) -> list[tuple[int, int]]:
        """Ranges of words that may belong together: split at possessives, weekdays, adjectives, acronyms."""
        ranges: list[tuple[int, int]] = []
        first = 0
        mixed = not all(w.raw.isupper() for w in words)
        for i, w in enumerate(words):
            following = words[i + 1] if i + 1 < len(words) else None
            if w.flags & (NEVER | DEMONYM):
                longer = following is not None and self.has(f"{w.folded} {following.folded}")
                if not (w.flags & DEMONYM and longer):
                    if first < i:
                        ranges.append((first, i))
                    first = i + 1
                    continue
            if mixed and len(w.raw) > 1 and w.raw.isupper() and "." not in w.raw:
                if first < i:
                    ranges.append((first, i))
                first = i
                if following is None or not following.flags & AFTER:
                    ranges.append((i, i + 1))
                    first = i + 1
                continue
            if w.ends:
                ranges.append((first, i + 1))
                first = i + 1
        if first < len(words):
            ranges.append((first, len(words)))
        return ranges


class _Segment:
    """One segment of a run on its way to pieces."""

    def __init__(self, reader: RunReader, words: Sequence[Word], sentence_start: bool) -> None:
        self.reader = reader
        self.words = words
        self.sentence_start = sentence_start
        self.cover: list[tuple[int, int] | None] = [None] * len(words)
        self.pieces: list[Piece] = []
        self.persons: list[str] = []
        self.opens = self.closes = False

    def read(self, *, opens: bool, closes: bool) -> None:
        """Fills `pieces` and `persons`."""
        self.opens, self.closes = opens, closes
        self.match()
        end = self.cut_persons()
        if end == 0:
            return
        if any(self.strange(i) for i in range(end)):
            self.compound(end)
        else:
            self.known(end)

    def match(self) -> None:
        """Marks known names, the longest from the left."""
        words, n = self.words, len(self.words)
        i = 0
        while i < n:
            size = self.longest(i)
            if size:
                for k in range(i, i + size):
                    self.cover[k] = (i, i + size)
                i += size
            else:
                i += 1
        del words

    def longest(self, i: int) -> int:
        """How many words from `i` on make the longest known name; 0 for none."""
        words, has = self.words, self.reader.has
        first = words[i]
        for size in range(min(MAX_SIZE, len(words) - i), 1, -1):
            last = words[i + size - 1]
            if last.raw.islower() or first.raw.islower():
                continue
            text = " ".join([w.folded for w in words[i : i + size]])
            if not has(text) or (last.flags & AFTER and self.is_unit(text)):
                continue
            if not all(w.flags & DIRECTION for w in words[i : i + size]):
                return size
        barred = STOP | NEVER | DEMONYM | TITLE | ORGANISATION | MODIFIED | AFTER | DIRECTION | PREFIX
        if first.flags & barred and not (
            first.flags & (TITLE | ORGANISATION) and first.folded in self.reader.extra
        ):
            return 0
        return 1 if len(first.folded) > 1 and has(first.folded) else 0

    def is_unit(self, text: str) -> bool:
        """Whether "kalat district" is only the longer name of a unit that the shorter one names, too."""
        rest = text.rpartition(" ")[0]
        if not self.reader.has(rest):
            return False
        found = self.reader.gazetteer.lookup_folded(text)
        return all(p.kind in ("admin1", "admin2") or p.alternate for p in found)

    def cut_persons(self) -> int:
        """Sets persons' names aside; gives the number of words left for places."""
        words, cover = self.words, self.cover
        n = len(words)
        for i, w in enumerate(words):
            if w.flags & TITLE and cover[i] is None and i + 1 < n and not words[i + 1].flags & AFTER:
                self.persons += [x.folded for x in words[i + 1 :] if not x.flags & ENGLISH]
                return i
        if n < 2:
            return n
        if any(x.flags & AFTER for x in words[1:]):
            return n
        if any(len(x.folded) == 1 or (len(x.raw) == 2 and x.raw[1] == ".") for x in words):
            self.persons += [x.folded for x in words if not x.flags & (ENGLISH | STOP) or x.flags & GIVEN]
            return 0
        for i in range(n - 1):
            if self.is_given(i):
                self.persons += [
                    x.folded for x in words[i:] if not x.flags & (ENGLISH | STOP) or x.flags & GIVEN
                ]
                return i
        return n

    def is_given(self, i: int) -> bool:
        """Whether word `i` is a first name with a surname behind it."""
        span, following = self.cover[i], self.words[i + 1]
        if self.words[i].flags & (GIVEN | PREFIX) != GIVEN or (span and span[1] - span[0] > 1):
            return False
        behind = self.cover[i + 1]
        if behind and behind[1] - behind[0] > 1:
            return False
        return bool(following.flags & SURNAME) or not following.flags & (
            ORGANISATION | MODIFIED | ENGLISH | STOP
        )

    def strange(self, i: int) -> bool:
        """Whether a word is neither known nor English: part of a name that no list has."""
        known = STOP | TITLE | ORGANISATION | MODIFIED | AFTER | DIRECTION | ENGLISH | SURNAME
        w = self.words[i]
        if self.cover[i] is not None or w.raw.islower():
            return False
        if w.flags & PREFIX and not w.flags & DIRECTION and i + 1 < len(self.words):
            return not self.words[i + 1].flags & (AFTER | ORGANISATION | MODIFIED | STOP)
        return not w.flags & known or bool(w.flags & (PREFIX | GIVEN) and not w.flags & ENGLISH)

    def countries(self) -> list[str]:
        """Codes of countries named in the segment but given as no piece."""
        given = {p.start for p in self.pieces}
        found = []
        for span in dict.fromkeys(s for s in self.cover if s is not None):
            if self.words[span[0]].start in given:
                continue
            places = self.reader.gazetteer.lookup_folded(self.folded(*span))
            if places and places[0].kind == "country":
                found.append(places[0].country)
        return found

    # -- pieces ----------------------------------------------------------------------------------------

    def known(self, end: int) -> None:
        """Pieces of a segment in which every word is known."""
        i = 0
        while i < end:
            span = self.cover[i]
            if span is None:
                i += 1
                continue
            first, last = span
            if last <= end:
                self.add(first, last, end, known=True)
            i = last

    def compound(self, end: int) -> None:
        """The one unknown name of a segment, with the known words inside it."""
        outside = STOP | TITLE | ORGANISATION | MODIFIED | DIRECTION | ENGLISH
        core = [i for i in range(end) if self.cover[i] is not None or self.strange(i)]
        first, last = core[0], core[0] + 1
        while last < end:
            w = self.words[last]
            inside = self.cover[last] is not None or self.strange(last) or w.raw.islower()
            if not inside and not (
                w.flags & outside and last + 1 in core and not w.flags & (AFTER | ORGANISATION)
            ):
                break
            last += 1
        first, before = self.widen(first, last)
        if last - first > MAX_UNKNOWN:
            return
        span = self.cover[first]
        big = span is not None and self.reader.is_big(self.folded(*span), 0)
        unit = span is not None and self.words[span[1] - 1].flags & AFTER
        if span is not None and (unit or (big and last < len(self.words))) and not before:
            self.add(*span, end, known=True, beside=True)
            return
        self.add(first, last, end, known=False, before=before)
        if last < end:
            self.known_after(last, end)

    def widen(self, first: int, last: int) -> tuple[int, str | None]:
        """Where an unknown name begins: with its "North" or "Tang", without its "Barangay" (given as level)."""
        words = self.reader.words
        while first:
            w = self.words[first - 1]
            if w.flags & (STOP | TITLE | ORGANISATION | MODIFIED | AFTER) or w.folded in words.before_bare:
                break
            if not w.flags & (DIRECTION | PREFIX | ENGLISH) or (self.sentence_start and first == 1):
                break
            first -= 1
        if first + 1 < last and self.words[first].folded in words.before_bare:
            return first + 1, words.before.get(self.words[first].folded, "place")
        return first, None

    def folded(self, first: int, last: int) -> str:
        """Some words as one folded name."""
        return " ".join([w.folded for w in self.words[first:last]])

    def known_after(self, first: int, end: int) -> None:
        """Known names behind an unknown one and its unit word ("Ekkaghund Tehsil Mohmand")."""
        i = first
        while i < end:
            span = self.cover[i]
            if span and span[0] >= first and span[1] <= end:
                self.add(span[0], span[1], end, known=True)
                i = span[1]
            else:
                i += 1

    def is_beat(self, i: int) -> bool:
        """Whether "Police Station" follows, which in much of the world names an area."""
        if i + 1 >= len(self.words) or self.words[i].folded != "police":
            return False
        return self.words[i + 1].folded in self.reader.words.beats

    def organisation(self, i: int) -> bool:
        """Whether the words from `i` on make an organisation of what stands before ("High Court")."""
        while i < len(self.words) and self.cover[i] is None:
            if self.words[i].flags & ORGANISATION:
                return True
            i += 1
        return False

    def add(
        self,
        first: int,
        last: int,
        end: int,
        *,
        known: bool,
        before: str | None = None,
        beside: bool = False,
    ) -> None:
        """Adds a piece unless the words beside it make it something else."""
        words, flags = self.words, self.words[first].flags
        following = words[last] if last < len(words) else None
        previous = words[first - 1] if first else None
        after = outer = None
        modifier = False
        if following is not None and self.is_beat(last):
            after, outer = After("place", False, False), self.words[last + 1].end
        elif following is not None:
            if following.flags & AFTER and not (
                last + 1 < len(words) and words[last + 1].flags & ORGANISATION
            ):
                after, outer = self.reader.words.after[following.folded], following.end
            elif following.flags & AFTER or self.organisation(last):
                return
            elif self.cover[last] is not None:
                beside = True
            else:
                modifier = True
        if previous is not None and not (self.sentence_start and first == 1):
            if self.cover[first - 1] is not None:
                beside = True
            elif before is None and previous.folded in self.reader.words.before_bare:
                before = (
                    self.reader.words.before[previous.folded]
                    if previous.folded in self.reader.words.before
                    else "place"
                )
            elif not (previous.flags & (DIRECTION | STOP | TITLE) or after or not previous.flags):
                return
        single = last - first == 1
        weak = single and bool(flags & (ENGLISH | GIVEN | SURNAME))
        raw = words[first].raw
        self.pieces.append(
            Piece(
                start=words[first].start,
                end=words[last - 1].end,
                outer_end=outer or words[last - 1].end,
                folded=self.folded(first, last),
                known=known,
                after=after,
                before=before,
                modifier=modifier or words[last - 1].lone_end,
                weak=weak,
                upper=all(w.raw.isupper() for w in words[first:last]) and len(raw) > 1,
                opens=self.opens and first == 0,
                closes=self.closes and (last == len(words) or (after is not None and last + 1 == len(words))),
                beside=beside,
            )
        )
