"""Random wire records for tests of formats: all shapes that a record can have, over texts of any letters."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from extract.from_json import record_from_json
from extract.model import DATE_PRECISIONS, OUTCOMES, QUALIFIERS, SIDES, SOURCE_KINDS
from extract.to_json import record_to_json, text_sha256

LETTERS = st.characters(exclude_categories=("Cs", "Cc"))
TEXTS = st.text(LETTERS, min_size=4, max_size=60).filter(lambda t: bool(t.strip()))
FIGURE = st.none() | st.integers(0, 400)


@st.composite
def spans(draw: st.DrawFn, text: str) -> list[dict[str, Any]]:
    found = []
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        found.append({"start": start, "end": end, "text": text[start:end]})
    return found


@st.composite
def counts(draw: st.DrawFn, text: str, number: int) -> dict[str, Any]:
    return {
        "id": f"c{number}",
        "side": draw(st.sampled_from(SIDES)),
        "group": draw(st.none() | st.sampled_from(["rebels", "=SUM(A1)", "17"])),
        "outcome": draw(st.sampled_from(OUTCOMES)),
        "low": draw(FIGURE),
        "best": draw(FIGURE),
        "high": draw(FIGURE),
        "qualifier": draw(st.none() | st.sampled_from(QUALIFIERS)),
        "part_of": draw(st.sampled_from([None, "c1"])) if number > 1 else None,
        "derived": draw(st.booleans()),
        "perpetrator": draw(st.booleans()),
        "reports": [
            {
                "low": draw(FIGURE),
                "best": draw(FIGURE),
                "high": None,
                "qualifier": None,
                "source": "a hospital",
                "source_kind": draw(st.sampled_from(SOURCE_KINDS)),
                "superseded": draw(st.booleans()),
                "evidence": draw(spans(text)),
            }
            for _ in range(draw(st.integers(0, 1)))
        ],
        "evidence": draw(spans(text)),
        "cues": {"side": draw(spans(text))},
    }


@st.composite
def entries(draw: st.DrawFn, text: str, number: int) -> dict[str, Any]:
    kind = draw(st.sampled_from(["incident", "total"]))
    place = {"name": "Dobra", "admin1": "Sel", "country": "NG", "latitude": 9.5, "longitude": 8.25}
    return {
        "id": f"{kind[0]}{number}",
        "kind": kind,
        "role": draw(st.sampled_from(["main", "background"])),
        "part_of": None,
        "type": draw(st.sampled_from([None, "clash", "strike"])),
        "date": {
            "start": draw(st.none() | st.dates().map(str)),
            "end": None,
            "precision": draw(st.sampled_from(DATE_PRECISIONS)),
            "evidence": draw(spans(text)),
        },
        "location": {
            **place,
            "precision": "place",
            "others": [{"name": "Ura", "evidence": draw(spans(text))}] if draw(st.booleans()) else [],
            "evidence": draw(spans(text)),
        },
        "counts": [draw(counts(text, n)) for n in range(1, draw(st.integers(0, 3)) + 1)],
    }


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """A gold record or a proposal, in wire shape and valid."""
    text = draw(TEXTS)
    line: dict[str, Any] = {
        "schema": "assay/1",
        "article": {
            "id": draw(st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=1, max_size=6)),
            "sha256": text_sha256(text),
            "published": "2025-02-01",
            "text": text,
        },
        "incidents": [draw(entries(text, n)) for n in range(1, draw(st.integers(0, 3)) + 1)],
    }
    if draw(st.booleans()):
        line["extractor"] = {"name": "rules", "version": "1.0", "gazetteer": None, "lexicon": None}
    return record_to_json(record_from_json(line))
