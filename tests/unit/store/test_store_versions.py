"""Proposals by extractor version, as they go to be scored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from extract.from_json import loads
from extract.model import Article, Record
from store import versions
from store.store import Store

New = Callable[..., Record]
NewArticle = Callable[..., Article]


def test_a_store_without_proposals_has_no_versions(store: Store, article: Article) -> None:
    store.add_articles([article])
    assert store.extractor_versions() == []
    assert list(store.proposal_lines("rules|1.0|g1|l1")) == []


def test_every_version_has_its_own_lines(store: Store, proposal: Record, new_proposal: New) -> None:
    other = new_proposal(proposal.article, version="2.0")
    store.add_proposals([proposal, other])
    found = store.extractor_versions()
    assert [(v.label, v.articles) for v in found] == [("rules 1.0", 1), ("rules 2.0", 1)]
    assert [[loads(line) for line in store.proposal_lines(v.key)] for v in found] == [[proposal], [other]]


def test_versions_of_one_name_are_told_apart_by_gazetteer_and_lexicon(store: Store, proposal: Record) -> None:
    other = replace(proposal, extractor={**(proposal.extractor or {}), "lexicon": "l2"})
    store.add_proposals([proposal, other])
    assert [v.label for v in store.extractor_versions()] == ["rules 1.0 (g1 l1)", "rules 1.0 (g1 l2)"]


def test_the_newest_of_several_proposals_for_an_article_counts(store: Store, proposal: Record) -> None:
    later = replace(proposal, incidents=proposal.incidents[:1])
    store.add_proposals([proposal])
    store.add_proposals([later])
    (version,) = store.extractor_versions()
    assert version.articles == 1
    assert [len(loads(line).incidents) for line in store.proposal_lines(version.key)] == [1]


def test_lines_come_in_the_order_of_import_whatever_the_page(
    store: Store, new_article: NewArticle, new_proposal: New, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "PAGE", 2)
    made = [new_proposal(new_article(f"{n}.txt", f"{new_article().text} No {n}.")) for n in range(5)]
    store.add_proposals(made)
    lines = store.proposal_lines(store.extractor_versions()[0].key)
    assert [loads(line).article.id for line in lines] == [f"{n}.txt" for n in range(5)]
