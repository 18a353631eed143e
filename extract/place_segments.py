"""Words that stand together: which of them are a known name, an unknown one, or somebody's.

A segment is looked at by itself, apart from the text round it (that is `place_context`'s business).
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.gazetteer import GazPlace
from extract.place_persons import Persons
from extract.place_pieces import Knowledge, Piece, Word
from extract.place_segment_words import NOT_ALONE, SegmentWords
from extract.place_units import in_town, is_inside
from extract.place_words import (
    AFTER,
    DIRECTION,
    ENGLISH,
    GIVEN,
    MODIFIED,
    ORGANISATION,
    PREFIX,
    STOP,
    SURNAME,
    TITLE,
)

MAX_SIZE = 5
MAX_UNKNOWN = 4
_POPULOUS = 1_000_000
#: Words that are English, whatever else they are.
_PLAIN = STOP | TITLE | ORGANISATION | MODIFIED | AFTER | DIRECTION | ENGLISH | SURNAME


def is_large_province(place: GazPlace) -> bool:
    """Whether a province is so populous that its name speaks for its country ("Balochistan High Court")."""
    return place.kind == "admin1" and not place.alternate and place.population >= _POPULOUS


class Segment(SegmentWords):
    """Words of a run that may belong together, on their way to pieces."""

    def __init__(self, knowledge: Knowledge, words: Sequence[Word], sentence_start: bool) -> None:
        super().__init__(knowledge, words)
        self.sentence_start = sentence_start
        self.pieces: list[Piece] = []
        self.persons: list[str] = []

    def read(self, *, closes: bool, unit_follows: bool) -> None:
        """Fills `pieces` and `persons`.

        `closes` says that the segment ends its run, `unit_follows` that a small unit word stands behind it.
        """
        self.closes, self.unit_follows = closes, unit_follows
        self.match()
        end = self.cut_persons()
        if any(self.is_strange(i) for i in range(end)):
            self.unknown(end)
        else:
            self.known(0, end)

    # -- known names -----------------------------------------------------------------------------------

    def match(self) -> None:
        """Marks known names, the longest from the left."""
        bare = self.knowledge.words.before_bare
        i = 0
        while i < len(self.words):
            size = self.longest(i)
            if size == 1 and i + 1 < len(self.words) and self.words[i].folded in bare:
                size = 0  # "Sitio" before a name says what it is
            self.cover[i : i + size] = [(i, i + size)] * size
            i += max(1, size)

    def longest(self, i: int) -> int:
        """How many words from `i` on make the longest known name; 0 for none."""
        words, has = self.words, self.knowledge.has
        first = words[i]
        if first.flags & DIRECTION:
            named = self.named_after_direction(i)
            if named:
                return named
        for size in range(min(MAX_SIZE, len(words) - i), 1, -1):
            last = words[i + size - 1]
            if last.raw.islower() or first.raw.islower() or not has(self.folded(i, i + size)):
                continue
            if last.flags & AFTER and self.is_unit(i, i + size):
                continue
            if not all(w.flags & DIRECTION for w in words[i : i + size]):
                return size
        if first.flags & NOT_ALONE and not self.knowledge.is_own(first.folded):
            alone = len(words) == 1 and len(first.folded) > 2 and first.flags & NOT_ALONE == PREFIX
            if not alone:
                return 0
        return 1 if len(first.folded) > 1 and has(first.folded) else 0

    def named_after_direction(self, i: int) -> int:
        """How many words from `i` on are a province's name that is nothing but a direction ("Far North
        Region"); 0 for none.
        """
        words = self.words
        for size in (2, 1):
            end = i + size
            if end > len(words) or (end == len(words) and not self.unit_follows):
                continue
            if end < len(words) and words[end].folded not in ("region", "province", "state"):
                continue
            if all(w.flags & DIRECTION and w.raw[0].isupper() for w in words[i : i + size]):
                found = self.knowledge.gazetteer.lookup_folded(self.folded(i, i + size))
                if any(p.kind == "admin1" for p in found):
                    return size
        return 0

    def countries(self) -> list[str]:
        """Codes of countries named in the segment, or by a province, but given as no piece."""
        given = {p.start for p in self.pieces}
        found = []
        for span in dict.fromkeys(s for s in self.cover if s is not None):
            if self.words[span[0]].start not in given:
                places = self.knowledge.gazetteer.lookup_folded(self.folded(*span))
                found += [p.country for p in places[:1] if p.kind == "country" or is_large_province(p)]
        return found

    # -- persons ---------------------------------------------------------------------------------------

    def cut_persons(self) -> int:
        """Sets persons' names aside; gives the number of words before them."""
        at, first = Persons(self.knowledge, self.words, self.cover, self.unit_follows).find()
        words = self.words[first:]
        self.persons += [w.folded for w in words if not w.flags & (ENGLISH | STOP) or w.flags & GIVEN]
        return at

    # -- unknown names ---------------------------------------------------------------------------------

    def is_strange(self, i: int) -> bool:
        """Whether a word is neither known nor English: part of a name that no list has."""
        w = self.words[i]
        if self.cover[i] is not None or w.raw.islower():
            return False
        if w.flags & PREFIX and not w.flags & DIRECTION and i + 1 < len(self.words):
            return not self.words[i + 1].flags & (AFTER | ORGANISATION | MODIFIED | STOP)
        if self.unit_follows and w.flags == ENGLISH and not (self.sentence_start and i == 0):
            return True  # "Hope village"
        return not w.flags & _PLAIN or bool(w.flags & (PREFIX | GIVEN) and not w.flags & ENGLISH)

    def unknown(self, end: int) -> None:
        """The unknown name of a segment with the known words inside it, and the known names behind it."""
        core = {i for i in range(end) if self.cover[i] is not None or self.is_strange(i)}
        first, last = min(core), min(core) + 1
        while last < end:
            w = self.words[last]
            bridge = last + 1 in core and not w.flags & (AFTER | ORGANISATION)
            if not (last in core or w.raw.islower() or bridge):
                break
            last += 1
        if self.unit_follows and all(
            w.flags & SURNAME or not w.flags & NOT_ALONE for w in self.words[last:end]
        ):
            last = end  # "in Ghulam Khan, North Waziristan"
        first, before = self.widen(first, last)
        if last - first > MAX_UNKNOWN:
            return
        span = self.cover[first]
        if span is not None and before is None and self.stands_out(span, last):
            self.add(*span, known=True, beside=True)
            return
        unit = self.unit_at_end(first, last)
        if all(self.cover[i] for i in range(first, unit)):
            self.known(first, unit)
        else:
            self.add(first, unit, known=False, before=before)
        self.known(unit, end)

    def unit_at_end(self, first: int, last: int) -> int:
        """Where a country or province begins that ends a name ("Turbat Balochistan"), else `last`."""
        span = self.cover[last - 1]
        if span is None or span[0] <= first or self.unit_follows:
            return last
        places = self.knowledge.gazetteer.lookup_folded(self.folded(*span))
        usual = [p for p in places if not p.alternate]
        return span[0] if usual and usual[0].kind in ("country", "admin1") else last

    def stands_out(self, span: tuple[int, int], last: int) -> bool:
        """Whether a known name at the head of an unknown one is meant itself ("Khyber Agency Lahkar")."""
        if self.words[span[1] - 1].flags & AFTER:
            return True
        if self.before_unit(last):
            return False  # "Bali Doogle village"
        return span[1] < len(self.words) and self.knowledge.is_big(self.folded(*span), 0)

    def widen(self, first: int, last: int) -> tuple[int, str | None]:
        """Where an unknown name begins: with its "North", without its "Barangay" (which gives its level)."""
        bare = self.knowledge.words.before_bare
        while first:
            w = self.words[first - 1]
            if w.flags & (STOP | TITLE | ORGANISATION | MODIFIED | AFTER) or w.folded in bare:
                break
            if not w.flags & (DIRECTION | PREFIX | ENGLISH) or (self.sentence_start and first == 1):
                break
            first -= 1
        head = self.words[first].folded
        if first + 1 < last and head in bare:
            return first + 1, self.knowledge.words.before.get(head, "place")
        return first, None

    # -- pieces ----------------------------------------------------------------------------------------

    def known(self, first: int, end: int) -> None:
        """Pieces for the known names from `first` to `end`; several before a unit word are one name."""
        whole = self.whole_name(first, end)
        if whole:
            self.add(first, whole, known=False)
            first = whole
        for span in dict.fromkeys(s for s in self.cover[first:end] if s is not None):
            if first <= span[0] and span[1] <= end:
                self.add(*span, known=True)

    def whole_name(self, first: int, end: int) -> int:
        """Where a name ends that is made of known ones ("Ganga Rampur village", "Tapi Tool"); 0 if none."""
        words = self.words
        last = first
        while last < end and (self.cover[last] is not None or (last > first and words[last].raw.islower())):
            last += 1
        span = self.cover[first] if first < end else None
        if span is None or last - first > MAX_UNKNOWN or self.is_country(span):
            return 0
        if span[1] < last and self.before_unit(last):
            return last
        if self.unit_follows and last < end and all(w.flags & SURNAME for w in words[last:end]):
            return end  # "in the general area of Ghulam Khan"
        small = not self.knowledge.is_big(self.folded(*span), 0)
        if small and last - first == 2 and span[1] < last and self.are_strangers(first):
            return last
        plain = span[1] + 1 == len(words) and words[span[1]].flags == ENGLISH and self.closes
        return span[1] + 1 if small and plain and first == 0 and not self.sentence_start else 0

    def are_strangers(self, i: int) -> bool:
        """Whether two known words beside each other are no places of one another ("Stara Kamianka")."""
        a, b = self.words[i], self.words[i + 1]
        if (a.flags | b.flags) & _PLAIN or self.knowledge.is_big(b.folded, 0):
            return False
        if a.folded == b.folded:
            return True  # "Tongo Tongo"
        lookup = self.knowledge.gazetteer.lookup_folded
        inner, outer = lookup(a.folded)[:60], lookup(b.folded)[:60]
        return not any(is_inside(p, q) or in_town(p, q) for q in outer for p in inner)

    def add(
        self, first: int, last: int, *, known: bool, before: str | None = None, beside: bool = False
    ) -> None:
        """Adds a piece unless the words beside it make it something else."""
        words = self.words
        after, outer, modifier = None, last, False
        if last < len(words):
            after, outer = self.unit_after(last)
            campus = known and words[last].folded in self.knowledge.words.campuses
            campus = campus and self.knowledge.is_big(self.folded(first, last), 0)  # "at Kabul University"
            if after is None and self.is_organisation(last) and not campus:
                return
            modifier = after is None and self.cover[last] is None
            beside |= after is None and self.cover[last] is not None
        if first and not (self.sentence_start and first == 1):
            previous = words[first - 1]
            if self.cover[first - 1] is not None:
                beside = True
            elif (
                before is None
                and previous.folded in self.knowledge.words.before_bare
                and not (last - first == 1 and words[first].flags & ENGLISH)  # "District Reserve Guard"
            ):
                before = self.knowledge.words.before.get(previous.folded, "place")
            elif after is None and not self.may_precede(previous):
                return
        own = words[first:last]
        self.pieces.append(
            Piece(
                start=own[0].start,
                end=own[-1].end,
                outer_end=words[outer - 1].end,
                folded=self.folded(first, last),
                known=known,
                after=after,
                before=before,
                modifier=modifier or own[-1].owner,
                weak=len(own) == 1 and bool(own[0].flags & (ENGLISH | GIVEN | SURNAME | PREFIX)),
                upper=len(own[0].raw) > 1 and all(w.raw.isupper() for w in own),
                closes=self.closes and outer == len(words),
                beside=beside,
            )
        )

    def may_precede(self, word: Word) -> bool:
        """Whether a capitalised word before a name leaves it a place ("North", not "Team" or "Bank")."""
        if word.flags & (DIRECTION | STOP | TITLE):
            named = SURNAME if word.flags & DIRECTION else 0  # "West Mosul"
            return not word.flags & ~(DIRECTION | STOP | TITLE | ENGLISH | named)
        return not word.flags
