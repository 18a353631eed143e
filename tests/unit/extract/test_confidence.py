"""How sure a proposal says it is: from what can be seen of each value, with weights as data."""

from __future__ import annotations

from dataclasses import replace

from extract.article import make_article
from extract.confidence import RULES, chance, rated
from extract.model import Count, DateRange, Entry, Place, Span
from extract.pipeline import extract
from extract.wordlists import load

PLAIN = "date 2025-03-14 QUETTA: Gunmen shot dead two policemen in Zhob on Thursday, officials said."


def test_a_plainly_told_incident_is_surer_than_one_of_many_vague_ones() -> None:
    (plain,) = extract(make_article("a", PLAIN)).incidents
    text = (
        "date 2025-03-14 QUETTA: Several people were killed in Zhob on Thursday. Dozens were killed in "
        "Harnai, residents said. Several were killed in Kalat in February. Scores died in Panjgur in a raid."
    )
    vague = extract(make_article("b", text)).incidents
    assert len(vague) > 1
    assert plain.counts[0].confidence is not None
    assert plain.counts[0].confidence >= 0.85
    assert max(c.confidence or 0.0 for e in vague for c in e.counts) < plain.counts[0].confidence


def test_every_stated_value_has_a_confidence_and_the_entry_that_of_its_least_sure_one() -> None:
    (entry,) = extract(make_article("a", PLAIN)).incidents
    fields = [entry.date.confidence, entry.location.confidence, *(c.confidence for c in entry.counts)]
    assert None not in fields
    assert entry.confidence == min(fields)  # type: ignore[type-var]


def test_what_is_not_stated_has_none() -> None:
    (entry,) = rated([Entry("i1")], [])
    assert entry.date.confidence is None
    assert entry.location.confidence is None
    assert entry.confidence is not None
    assert 0 < entry.confidence < 1


def test_a_day_that_the_text_states_is_surer_than_one_that_is_inferred() -> None:
    span = Span(10, 16, "Monday")
    stated = Entry("i1", date=_day(span))
    inferred = replace(stated, date=replace(stated.date, inferred=True))
    (sure,), (less,) = rated([stated], []), rated([inferred], [])
    assert (sure.date.confidence or 0) > (less.date.confidence or 0)


def test_a_listed_place_is_surer_than_an_unlisted_one() -> None:
    listed = Place("Zhob", country="PK", latitude=31.3, longitude=69.4, precision="place")
    unlisted = replace(listed, latitude=None, longitude=None)
    (sure,), (less,) = rated([Entry("i1", location=listed)], []), rated([Entry("i1", location=unlisted)], [])
    assert (sure.location.confidence or 0) > (less.location.confidence or 0)


def test_rating_changes_nothing_but_the_confidence() -> None:
    (entry,) = extract(make_article("a", PLAIN)).incidents
    (again,) = rated([entry], [0])
    assert replace(
        again, confidence=None, date=entry.date, location=entry.location, counts=entry.counts
    ) == replace(entry, confidence=None)
    assert [_bare(c) for c in again.counts] == [_bare(c) for c in entry.counts]


def _bare(count: Count) -> Count:
    return replace(count, confidence=None)


def test_no_confidence_is_certain() -> None:
    for kind in ("counts", "dates", "places"):
        for name in load("confidence")[kind]:
            assert 0 < chance(kind, iter((name,) * 9)) < 1


def test_the_weights_name_only_rules_that_have_a_weight_of_their_own() -> None:
    named = {n.removeprefix("rule ") for n in load("confidence")["counts"] if n.startswith("rule ")}
    assert named <= RULES | {"other"}


def test_a_figure_in_the_evidence_is_seen() -> None:
    count = Count("c1", "unknown", "killed", 12, 12, 12, "exact", evidence=(Span(4, 6, "12"),))
    entry = Entry("i1", counts=(count,))
    (with_figure,), (without,) = rated([entry], [4]), rated([entry], [40])
    assert with_figure.counts[0].confidence != without.counts[0].confidence


def _day(span: Span) -> DateRange:
    import datetime as dt

    day = dt.date(2025, 3, 13)
    return DateRange(day, day, "day", evidence=(span,))
