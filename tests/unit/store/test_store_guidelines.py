"""Every decision remembers the version of the coding rules that it was made under."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from store.events import IMPORT
from store.mends import accept, verify

RULES = "## Date\n\nThe day.\n"


def test_a_decision_remembers_the_rules_in_force(amina: Any) -> None:
    before = amina.press(lambda state: accept(state, "i1", "date"))
    amina.store.add_guideline(RULES, author="amina")
    after = amina.press(lambda state: accept(state, "i1", "location"))
    assert (before[0].guideline, after[0].guideline) == (None, "1")
    assert [e.guideline for e in amina.load().events][-1] == "1"


def test_the_record_names_the_rules_it_was_verified_under(amina: Any) -> None:
    amina.store.add_guideline(RULES, author="amina")
    amina.press(verify)
    (line,) = amina.store.export_lines()
    assert json.loads(line)["review"]["guideline"] == "1"


def test_decisions_brought_in_from_elsewhere_claim_no_rules_of_ours(amina: Any) -> None:
    amina.store.add_guideline(RULES, author="amina")
    draft = amina.draft(verify(amina.state()))
    (first, *_) = amina.store.append(replace(draft, action=IMPORT))
    assert first.guideline is None
