"""Reports whose counts and places rest on words: for precedents and the rules that are made of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from extract.claims import with_claims
from extract.model import Article, Count, Entry, Outcome, Place, Record, Side, Span
from extract.to_json import text_sha256
from store import mends
from store.events import Change
from store.state import State

WORDS = "{who} were {what} near Ziarat on Friday, said the district officer in report {n}."


def span(text: str, words: str) -> Span:
    """Where the words stand first."""
    start = text.index(words)
    return Span(start, start + len(words), words)


def report(n: int, who: str = "Tribesmen", what: str = "killed") -> Record:
    """A proposal for a report about twelve of some party."""
    text = f"Twelve {WORDS.format(n=n, who=who, what=what)}"
    article = Article(f"r{n}.txt", text_sha256(text), text, published=dt.date(2025, 2, 1))
    extractor = {"name": "rules", "version": "1.0", "gazetteer": "g1", "lexicon": "l1"}
    return with_claims(Record(article, (entry(text, who, what),), extractor=extractor))


def entry(text: str, who: str, what: str) -> Entry:
    count = Count(
        "c1",
        "unknown",
        "killed",
        12,
        12,
        12,
        "exact",
        group=who.casefold(),
        evidence=(span(text, "Twelve"),),
        cues={"side": (span(text, who),), "outcome": (span(text, what),)},
    )
    ziarat = Place("Ziarat", None, "Khost", "AF", precision="near", evidence=(span(text, "near Ziarat"),))
    return Entry("i1", location=ziarat, counts=(count,))


def side(word: Side) -> Callable[[State], list[Change]]:
    """`w` + letter on the count."""

    def mend(state: State) -> list[Change]:
        count = state.count("i1", "c1")
        cues = {k: v for k, v in count.cues.items() if k != "side"}
        return mends.set_count(state, "i1", replace(count, side=word, cues=cues))

    return mend


def outcome(word: Outcome) -> Callable[[State], list[Change]]:
    """`o` + letter on the count."""

    def mend(state: State) -> list[Change]:
        count = state.count("i1", "c1")
        cues = {k: v for k, v in count.cues.items() if k != "outcome"}
        return mends.set_count(state, "i1", replace(count, outcome=word, cues=cues))

    return mend


def place(name: str, admin1: str) -> Callable[[State], list[Change]]:
    """Another place put in, as it is typed: without words of its own."""

    def mend(state: State) -> list[Change]:
        return mends.set_place(state, "i1", Place(name, None, admin1, "PK", precision="near"))

    return mend
