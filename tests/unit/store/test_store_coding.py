"""How words are coded: which words a value rests on, what a record says of them, what is a mend of them."""

from __future__ import annotations

from typing import Any

from store.coding import coded, codings, joined, mend_of, party, words_of


def count(side: str = "unknown", outcome: str = "killed", **more: Any) -> dict[str, Any]:
    """A wire count read from “3 villagers were killed”."""
    cues = {"side": [{"start": 2, "end": 11, "text": "villagers"}]}
    cues |= {"outcome": [{"start": 17, "end": 23, "text": "killed"}]}
    return {"id": "c1", "side": side, "outcome": outcome, "group": None, "cues": cues, **more}


def place(name: str | None, admin1: str | None, *words: str, **more: Any) -> dict[str, Any]:
    evidence = [{"start": 0, "end": len(w), "text": w} for w in words]
    return {"name": name, "admin1": admin1, "country": "PK", "evidence": evidence, **more}


def mended(value: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """The value with another side or outcome, whose cue goes as on the screen."""
    return {**value, **changed, "cues": {k: v for k, v in value["cues"].items() if k not in changed}}


def test_words_are_the_same_whatever_their_case_accents_hyphens_and_figures() -> None:
    assert joined(["Gun-Men"]) == joined(["gun men"]) == "gun men"
    assert joined(["Nariño’s"]) == "narinos"
    assert joined(["took 14 guests", "hostage"]) == "took # guests … hostage"
    assert joined(["x" * 200]) == ""


def test_a_party_goes_by_its_whole_name_where_the_cue_lies_in_it() -> None:
    assert party(["members"], "members of the village guard") == "members of the village guard"
    assert party(["escort"], "police officers") == "escort"
    assert party([], "tax collectors") == "tax collectors"
    assert party([], None) == ""


def test_a_side_that_was_mended_is_told_by_the_words_that_it_was_proposed_from() -> None:
    proposed = count()
    found = coded("side", mended(proposed, side="civilians"), proposed)
    assert found is not None
    assert found.words == "villagers"
    assert (found.coding, found.was) == ({"side": "civilians"}, {"side": "unknown"})


def test_a_count_that_nobody_proposed_has_precedents_by_its_own_words_alone() -> None:
    found = coded("outcome", count(), None)
    assert found is not None
    assert (found.words, found.coding, found.was) == ("killed", {"outcome": "killed"}, None)
    assert coded("outcome", {**count(), "cues": {}}, None) is None


def test_a_place_of_the_same_name_elsewhere_is_a_mend_and_another_place_is_none() -> None:
    proposed = place("Khost", "Khost", "in Khost")
    elsewhere = coded("place", place("Khost", "Balochistan"), proposed)
    assert elsewhere is not None
    assert elsewhere.words == "in khost"
    assert elsewhere.was is not None
    assert coded("place", place("Ziarat", "Balochistan"), proposed) is None
    other = coded("place", place("Ziarat", "Balochistan", "near Ziarat"), proposed)
    assert other is not None
    assert (other.words, other.was) == ("near ziarat", None)
    assert coded("place", {"name": None, "evidence": []}, proposed) is None


def test_a_record_says_how_words_are_coded_where_a_person_said_so() -> None:
    entry = {
        "id": "i1",
        "location": place("Ziarat", "Balochistan", "Ziarat"),
        "counts": [mended(count(), side="civilians"), {**count(), "id": "c2"}],
        "decisions": {
            "location": {"decision": "accepted", "proposed": place("Ziarat", "Balochistan", "Ziarat")},
            "c1": {"decision": "corrected", "proposed": count()},
            "c2": {"decision": "unknown", "proposed": count()},
        },
    }
    found = list(codings({"incidents": [entry], "rejected": {"counts": {"i1": [count()]}}}))
    assert [(c.kind, c.words, c.was is not None) for c in found] == [
        ("place", "ziarat", False),
        ("side", "villagers", True),
        ("outcome", "killed", False),
    ]


def test_one_key_press_is_a_mend_only_where_it_codes_the_proposed_words_otherwise() -> None:
    value = count()
    before = {"decision": None, "value": value, "proposed": value}
    after = {**before, "decision": "corrected", "value": mended(value, outcome="wounded")}
    found = mend_of("counts/c1", before, after)
    assert found is not None
    assert (found.kind, found.words) == ("outcome", "killed")
    assert mend_of("counts/c1", before, {**before, "decision": "accepted"}) is None
    figure = {**before, "decision": "corrected", "value": {**value, "best": 4}}
    assert mend_of("counts/c1", before, figure) is None
    assert (
        mend_of("counts/c1", after, {**after, "value": {**mended(value, outcome="wounded"), "best": 4}})
        is None
    )
    assert mend_of("date", before, after) is None
    assert words_of("side", value) == "villagers"
