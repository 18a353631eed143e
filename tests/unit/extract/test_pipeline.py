"""The whole way from text to proposal: pure, complete, and at ease with any input."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.article import make_article
from extract.from_json import loads
from extract.model import Place, kind_of
from extract.pipeline import Settings, extract, extractor_info
from extract.to_json import dumps

REPORT = (
    "date 2024-03-15 QUETTA: Troops killed 23 rebels in two raids in Zhob and Kalat, Balochistan, on "
    "Wednesday and Thursday, the army said.\n\nThe first raid took place on Wednesday in Zhob District. "
    "Eleven rebels were killed there.\n\nOn Thursday, twelve rebels and a soldier were killed in a gun "
    "battle in Kalat District."
)


def test_a_proposal_names_its_extractor_and_survives_the_wire() -> None:
    record = extract(make_article("a", REPORT))
    assert kind_of(record) == "proposal"
    assert record.extractor == extractor_info()
    assert loads(dumps(record)) == record


def test_the_same_article_gives_the_same_proposal() -> None:
    article = make_article("a", REPORT)
    assert dumps(extract(article)) == dumps(extract(article))


def test_every_value_has_its_evidence_rule_cues_and_confidence() -> None:
    record = extract(make_article("a", REPORT))
    assert [e.kind for e in record.incidents] == ["total", "incident", "incident"]
    for _, count in record.counts():
        assert count.evidence
        assert count.extra["rule"]
        assert count.cues["outcome"]
        assert count.confidence is not None
        assert 0 <= count.confidence <= 1


def test_entries_stand_in_the_order_of_their_evidence_under_unique_ids() -> None:
    record = extract(make_article("a", REPORT))
    ids = [e.id for e in record.incidents]
    assert len(set(ids)) == len(ids)
    assert {e.part_of for e in record.incidents} <= {None, *ids}


def test_mentions_say_who_reads_them() -> None:
    record = extract(make_article("a", REPORT))
    readers = {m.text: m.used_by for m in record.mentions}
    assert readers["23"] == ("t1/c1",)
    assert readers["Eleven"] == ("i2/c1",)
    assert readers["two"] == ()
    assert all(record.article.text[m.start : m.end] == m.text for m in record.mentions)


def test_a_callers_words_and_places_take_part_and_are_named() -> None:
    own = Settings(
        lexicon={"sides.militants": ("dragoon",), "outcomes.killed": ("met their maker",)},
        aliases={"Bulam Tari": Place("Bulam Tari", admin1="Borno State", country="NG", precision="place")},
    )
    text = "date 2024-03-15 JOS: Six dragoons met their maker at Bulam Tari on Thursday, the army said."
    (entry,) = extract(make_article("a", text), own).incidents
    assert [(c.side, c.outcome, c.best) for c in entry.counts] == [("militants", "killed", 6)]
    assert entry.location.country == "NG"
    assert extractor_info(own)["lexicon"] != extractor_info()["lexicon"]
    assert extractor_info(own)["gazetteer"] != extractor_info()["gazetteer"]


def test_unknown_lexicon_keys_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"sides\.neutrals"):
        extractor_info(Settings(lexicon={"sides.neutrals": ("bystander",)}))


def test_other_languages_get_mentions_but_no_incidents() -> None:
    text = (
        "Quatre soldats ont été tués mardi dans une embuscade près de la ville, selon le ministère de la "
        "défense. Deux civils ont été blessés et les assaillants ont pris la fuite vers la frontière."
    )
    article = make_article("a", text)
    assert article.language == "fr"
    assert extract(article).incidents == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "killed",
        "killed killed killed",
        "12",
        "of whom of them among them including",
        "killed 12 and 12 and and and, , ; 12",
        "The number of the number of killed to at 12",
        "\x00\u202e killed 12 \x1b[31msoldiers\x1b[0m",
        "MORE THAN 12 KILLED",
        "<p>12 soldiers were <b>killed</b> in Kabul</p>",
        "قتل 12 جنديا",
        "one of one of one of three killed",
    ],
)
def test_odd_texts_are_read_without_a_fuss(text: str) -> None:
    record = extract(make_article("a", text))
    assert json.loads(dumps(record))["article"]["text"] == text


_VOCABULARY = """
killed wounded soldiers militants 12 three several dozens of whom them , . ; and or in Kabul Zhob on
Monday since January including among the a his 's were was by who died no neither nor total to at from
number dead their bodies body others more another shot took hostage himself blew up operations two raids
"""
_WORDS = st.sampled_from((*_VOCABULARY.split(), "\n\n"))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_WORDS, max_size=80))
def test_no_order_of_the_grammars_own_words_breaks_it(words: list[str]) -> None:
    text = " ".join(words)
    record = extract(make_article("a", text))
    for entry, count in record.counts():
        assert all(text[s.start : s.end] == s.text for s in count.evidence)
        assert count.part_of is None or count.part_of in {c.id for c in entry.counts}


def test_importing_the_pipeline_loads_no_screen_store_or_dateparser() -> None:
    heavy = "textual", "sqlmodel", "dateparser"
    code = f"import sys, extract.pipeline; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
