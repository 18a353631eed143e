"""What holds for any two sets of entries: truth against itself is right, and no slot is lost or made up."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from extract.model import OUTCOMES, QUALIFIERS, SIDES, Count, DateRange, Entry, Place
from gold.score import credit
from gold.score.aggregate import tally
from gold.score.model import Scored
from gold.score.slots import score_article
from tests.unit.gold.score.scoring import TURBAT, day

number = st.none() | st.integers(0, 30)
counts = st.builds(
    Count,
    st.just("c"),
    st.sampled_from(SIDES),
    st.sampled_from(OUTCOMES),
    number,
    number,
    number,
    st.none() | st.sampled_from(QUALIFIERS),
    part_of=st.none() | st.sampled_from(("c0", "c1")),
)
dates = st.sampled_from(
    (*[DateRange()] * 4, day(0), day(1), day(0, 1, precision="days"), DateRange(None, day().end, "month"))
)
pakistan = Place(country="PK", precision="country")
point = Place(latitude=26.0, longitude=63.0, precision="near")
places = st.sampled_from((*[Place()] * 4, TURBAT, replace(TURBAT, others=(pakistan,)), pakistan, point))


@st.composite
def records(draw: st.DrawFn) -> list[Entry]:
    """Up to four entries, many of them alike, some inside a total."""
    made = []
    for n in range(draw(st.integers(0, 4))):
        inside = [replace(c, id=f"c{k}") for k, c in enumerate(draw(st.lists(counts, max_size=3)))]
        made.append(
            Entry(
                f"e{n}",
                kind=draw(st.sampled_from(("incident", "total"))),
                role=draw(st.sampled_from(("main", "background"))),
                part_of=draw(st.none() | st.sampled_from(("e0", "e1"))),
                type=draw(st.sampled_from((None, "raid", "arrest"))),
                date=draw(dates),
                location=draw(places),
                counts=tuple(inside),
                optional=draw(st.booleans()),
            )
        )
    return made


@given(records())
def test_anything_is_all_right_against_itself(entries: list[Entry]) -> None:
    existing = {e.id for e in entries}
    sound = [e if e.part_of in existing - {e.id} else replace(e, part_of=None) for e in entries]
    sound = [replace(e, counts=tuple(_with_whole(e.counts))) for e in sound]
    stating = {e.id for e in sound if score_article([replace(e, part_of=None, optional=False)], []).slots}
    sound = [e if e.part_of in stating else replace(e, part_of=None) for e in sound]
    scored = score_article(sound, sound)
    assert [s for s in scored.slots if s.mark != "correct"] == []
    assert scored.needs_no_correction


def _with_whole(counts: tuple[Count, ...]) -> list[Count]:
    """Parts of something that is there and states something; else they are wholes."""
    wholes = {c.id for c in counts if c.part_of is None and credit.states_count(c)}
    return [c if c.part_of in wholes else replace(c, part_of=None) for c in counts]


def filled(scored: Scored, field: str, *, gold: bool) -> int:
    """POS, or ACT, of a field."""
    other = "spurious" if gold else "missing"
    return sum(s.field == field and s.mark != other for s in scored.slots)


@given(records(), records())
def test_every_stated_value_is_one_slot_of_its_side(gold: list[Entry], found: list[Entry]) -> None:
    gold = [replace(e, optional=False) for e in gold]
    scored = score_article(gold, found)
    for side, entries in ((True, gold), (False, found)):
        known = [e for e in entries if score_article([replace(e, optional=False)], []).slots]
        wholes = [c for e in known for c in e.counts if c.part_of is None and credit.states_count(c)]
        assert filled(scored, "entry", gold=side) == filled(scored, "role", gold=side) == len(known)
        assert filled(scored, "date", gold=side) == sum(credit.states_date(e.date) for e in known)
        assert filled(scored, "place", gold=side) == sum(credit.states_place(e.location) for e in known)
        assert filled(scored, "count", gold=side) == filled(scored, "side", gold=side) == len(wholes)
        assert filled(scored, "best", gold=side) == sum(c.best is not None for c in wholes)
        parts = [c for e in known for c in e.counts if c.part_of is not None and credit.states_count(c)]
        assert filled(scored, "part", gold=side) == len(parts)


@given(records(), records())
def test_credits_and_marks_belong_together(gold: list[Entry], found: list[Entry]) -> None:
    for slot in score_article(gold, found).slots:
        assert 0 <= slot.credit <= 1
        assert (slot.mark == "correct") <= (slot.credit == 1)
        assert (slot.mark in ("missing", "spurious")) <= (slot.credit == 0)
    assert all(value >= 0 for value in tally(score_article(gold, found)))
