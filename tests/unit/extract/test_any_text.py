"""Any text at all makes a record: other scripts, no punctuation, HTML, tables, depths, lengths."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.hostile import KINDS, hostile
from extract.article import make_article
from extract.from_json import loads
from extract.model import Record
from extract.pipeline import extract
from extract.sentences import sentences
from extract.to_json import dumps

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
PIECES = st.sampled_from(
    (
        *("killed 12 soldiers", "Two men", "in Quetta", "on 12 January", "were wounded", "TROOPS KILLED 3"),
        *(
            "<p>",
            "</td><td>",
            "&amp;",
            "<script>",
            "\t",
            "\n\n",
            "|",
            " ",
            "(",
            ")",
            "[",
            "]",
            '"',
            "“",
            "’s",
        ),
        *("1,200", "10-15", "12/03/2025", "0" * 40, "١٢", "①", "½", "e\u0301", "\u202e", "\x00", "\x1b[31m"),
        *("قتل جنديان", "三人死亡", "Убиты", "ທະຫານ", "🙂", "ß", "İ", "\u00a0", "\u200b", "\ud7ff", "Â "),
    )
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(PIECES, max_size=60).map("".join),
    st.lists(PIECES, max_size=60).map(" ".join),
)


def check(record: Record, text: str) -> None:
    """What holds of every record: spans are their words, it survives the wire, references are known."""
    assert record.article.text == text
    for m in record.mentions:
        assert text[m.start : m.end] == m.text
    for entry in record.incidents:
        spans = [*entry.date.evidence, *entry.location.evidence]
        spans += [s for c in entry.counts for s in c.evidence]
        assert all(text[s.start : s.end] == s.text for s in spans)
        assert entry.confidence is not None
    assert loads(dumps(record)) == record


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.one_of(st.none(), st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))))
def test_any_text_makes_a_record(text: str, published: dt.date | None) -> None:
    check(extract(make_article("a", text, published=published)), text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_any_text_in_capitals_makes_a_record(text: str) -> None:
    check(extract(make_article("a", text.upper())), text.upper())


@pytest.mark.parametrize("kind", KINDS)
def test_twenty_kilobytes_of_one_thing_make_a_record(kind: str) -> None:
    text = hostile(kind, 20_000)
    check(extract(make_article("a", text)), text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("قتل جنديان وأصيب ثلاثة آخرون في هجوم على نقطة تفتيش قرب المدينة يوم الاثنين.", "ar"),
        ("Двое солдат погибли и трое были ранены в результате нападения на блокпост.", "ru"),
        (
            "Dos soldados murieron y tres resultaron heridos en un ataque contra un puesto de la policía.",
            "es",
        ),
        (
            "Deux soldats ont été tués et trois autres blessés dans une attaque contre un poste de police.",
            "fr",
        ),
        ("武装分子袭击检查站，两名士兵死亡，三人受伤。", "zh"),
    ],
)
def test_a_text_of_another_language_says_so_and_proposes_nothing(text: str, language: str) -> None:
    record = extract(make_article("a", text))
    assert record.article.language == language
    assert record.incidents == ()
    assert json.loads(dumps(record))["article"]["language"] == language


@pytest.mark.parametrize(
    "end", ["the U.S.", "an overall grade D.", "D", "two U.S.-", "the", "(", "members of Zhob Security Force"]
)
def test_a_text_may_end_wherever_it_likes(end: str) -> None:
    text = f"Two soldiers were killed and {end}"
    check(extract(make_article("a", text)), text)


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem[:2])
def test_a_sentence_may_break_off_anywhere(sample: Path) -> None:
    for sentence in sentences(sample.read_text("utf-8")):
        words = sentence.text.split()
        for size in range(1, len(words), 3):
            text = " ".join(words[:size])
            check(extract(make_article("a", text)), text)


def test_english_in_capitals_without_punctuation_is_still_read() -> None:
    text = "GUNMEN KILLED TWO SOLDIERS IN QUETTA ON THE 12TH OF MARCH 2025 THE ARMY SAID"
    (entry,) = extract(make_article("a", text)).incidents
    assert [(c.outcome, c.best, c.side) for c in entry.counts] == [("killed", 2, "security_forces")]


def test_of_a_text_longer_than_any_report_only_the_beginning_is_read() -> None:
    text = "Two soldiers were killed in Quetta on Monday. " + "word " * 400_000 + "Three died in Kabul."
    record = extract(make_article("a", text))
    assert record.article.text == text
    assert [m.text for m in record.mentions] == ["Two", "Quetta", "Monday"]
    assert [c.best for _, c in record.counts()] == [2]
