"""Proposals: each run beside the others, none changes a person's work."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from extract.model import Article, Record
from store import mends, rows
from store.errors import StoreError
from store.state import fresh
from store.store import Store
from store.types import Draft

New = Callable[..., Record]
NewArticle = Callable[..., Article]


def test_a_proposal_comes_out_as_it_went_in(store: Store, proposal: Record) -> None:
    assert store.add_proposals([proposal]) == 1
    loaded = store.load(1, "amina")
    assert loaded.proposal == proposal
    assert re.fullmatch(r"rules-1\.0-[0-9a-f]{8}", loaded.proposal_key or "")


def test_the_text_is_not_stored_again_with_the_proposal(store: Store, proposal: Record) -> None:
    assert "gunmen attacked a checkpoint" not in rows.body(proposal)
    store.add_proposals([proposal])
    assert store.load(1, "amina").proposal.article.text == proposal.article.text


def test_the_same_proposal_again_is_no_news(store: Store, proposal: Record) -> None:
    assert store.add_proposals([proposal, proposal]) == 1
    assert store.add_proposals([proposal]) == 0


def test_unknown_keys_of_a_proposal_stay(store: Store, proposal: Record) -> None:
    odd = replace(
        proposal, extra={"run": {"host": None}}, extractor={**(proposal.extractor or {}), "temp": 0.5}
    )
    store.add_proposals([odd])
    assert store.load(1, "amina").proposal == odd


def test_an_article_without_proposal_is_loaded_bare(store: Store, article: Article) -> None:
    store.add_articles([article])
    loaded = store.load(1, "amina")
    assert (loaded.proposal, loaded.proposal_key, loaded.last_seq) == (Record(article), None, None)


def test_a_newer_run_is_taken_by_who_has_not_started(
    store: Store, proposal: Record, new_proposal: New
) -> None:
    store.add_proposals([proposal, new_proposal(proposal.article, version="1.1")])
    assert (store.load(1, "amina").proposal.extractor or {})["version"] == "1.1"


@pytest.mark.parametrize("what", ["gold", "reviewed"])
def test_what_is_no_proposal_is_refused(store: Store, proposal: Record, what: str) -> None:
    bad = (
        replace(proposal, extractor=None)
        if what == "gold"
        else replace(proposal, review={"status": "verified"})
    )
    with pytest.raises(StoreError, match=f"a {what} record, not a proposal"):
        store.add_proposals([bad])


def test_half_a_character_in_a_proposal_is_refused_in_words(store: Store, proposal: Record) -> None:
    entry = proposal.incidents[0]
    count = replace(entry.counts[0], group="\ud83d")
    with pytest.raises(StoreError, match=r"'report\.txt'.*lone surrogate"):
        store.add_proposals([replace(proposal, incidents=(replace(entry, counts=(count,)),))])
    assert store.progress("amina").total == 0


def test_articles_wait_for_an_extractor_until_it_has_read_them(
    store: Store, new_article: NewArticle, new_proposal: New, proposal: Record
) -> None:
    text = proposal.article.text
    articles = [new_article(f"{n}.txt", f"{text} Page {n}.") for n in range(5)]
    store.add_articles(articles)
    key = rows.extractor_key(proposal.extractor or {})
    assert [row for row, _ in store.waiting_for_proposal(key)] == [1, 2, 3, 4, 5]
    store.add_proposals(new_proposal(a) for a in articles[:3])
    assert store.waiting_for_proposal(key) == [(4, articles[3]), (5, articles[4])]
    assert [row for row, _ in store.waiting_for_proposal(key, after=4)] == [5]
    assert [row for row, _ in store.waiting_for_proposal(key, limit=1)] == [4]
    assert len(store.waiting_for_proposal(key.replace("l1", "l2"))) == 5


def test_another_gazetteer_or_lexicon_makes_another_extractor() -> None:
    keys = {
        rows.extractor_key({"name": "rules", "version": "1", "gazetteer": g, "lexicon": x})
        for g in ("a", "b") for x in ("a", "b")
    }  # fmt: skip
    assert len(keys) == 4


def test_a_proposal_key_differs_from_article_to_article() -> None:
    assert rows.proposal_key({"name": "r"}, "a" * 64, "{}") != rows.proposal_key(
        {"name": "r"}, "b" * 64, "{}"
    )


def test_verifying_finds_a_quote_that_does_not_stand_there(store: Store, proposal: Record) -> None:
    entry = proposal.incidents[0]
    moved = replace(entry.counts[0].evidence[0], start=0, end=5)
    count = replace(entry.counts[0], evidence=(moved,))
    store.add_proposals([replace(proposal, incidents=(replace(entry, counts=(count,)),))])
    problems = store.verify()
    assert len(problems) == 1
    assert problems[0].endswith("quotes 'Three' at 0, which does not stand there")


def test_a_decided_field_does_not_move_when_a_new_run_comes(
    store: Store, proposal: Record, new_proposal: New
) -> None:
    store.add_proposals([proposal])
    loaded = store.load(1, "amina")
    changes = mends.accept(fresh(loaded.proposal), "i1", "date")
    store.append(Draft("amina", loaded.article.sha256, "a", "a", changes, 0, loaded.proposal_key))
    store.add_proposals([new_proposal(proposal.article, version="2.0")])
    assert store.load(1, "amina").proposal_key == loaded.proposal_key
    assert (store.load(1, "bilal").proposal.extractor or {})["version"] == "2.0"
