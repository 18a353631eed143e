"""Values that are cheap to make: equal and hashable as frozen dataclasses are, and copied with changes."""

from __future__ import annotations

import dataclasses
import pickle

import pytest

from extract.frozen import replace
from extract.model import Count, Place, Span


def test_equal_values_are_one_in_a_set() -> None:
    assert len({Span(0, 3, "two"), Span(0, 3, "two"), Span(4, 7, "two")}) == 2


def test_a_copy_differs_in_what_was_changed_alone() -> None:
    place = Place(name="Zhob", country="PK", evidence=(Span(3, 7, "Zhob"),))
    near = replace(place, precision="near", confidence=0.5)
    assert near == dataclasses.replace(place, precision="near", confidence=0.5)
    assert (place.precision, place.confidence) == ("unknown", None)


def test_every_field_is_copied() -> None:
    count = Count(
        "c1", "civilians", "killed", 1, 2, 3, "range", "farmers", "c2", True, extra={"rule": "toll"}
    )
    assert replace(count) == count
    assert replace(count) is not count


def test_a_field_that_does_not_exist_is_refused() -> None:
    with pytest.raises(AttributeError):
        replace(Span(0, 3, "two"), words="three")


def test_values_go_to_other_processes() -> None:
    span = Span(0, 3, "two")
    assert pickle.loads(pickle.dumps(span)) == span
