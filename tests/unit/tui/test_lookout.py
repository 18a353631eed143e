"""The first article is looked for in a process of its own while the screen loads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from extract.model import Article
from tui.job import Job
from tui.lookout import Lookout
from tui.opened import opened
from tui.proposing import check
from tui.start import first_loaded

TEXT = "date 2025-03-14 QUETTA: Gunmen killed three policemen in Mastung district on Thursday.\n"


@pytest.fixture
def job(tmp_path: Path) -> Job:
    (tmp_path / "one.txt").write_text(TEXT)
    return Job(str(tmp_path / "assay.db"), "amina", (str(tmp_path / "one.txt"),))


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine is no reason to give up: what is tested is what is found, not how soon."""
    monkeypatch.setattr("tui.lookout.PATIENCE", 60.0)
    monkeypatch.setattr("tui.lookout.LATE", 60.0)


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """At its start the program has one thread; a test run may have others left over, doing nothing."""
    monkeypatch.setattr("tui.lookout.threading.active_count", lambda: 1)


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that are made; other children of the test run may live on."""
    made: list[int] = []
    fork = os.fork

    def noted() -> int:
        child = fork()
        if child:
            made.append(child)
        return child

    monkeypatch.setattr(os, "fork", noted)
    return made


def gone(child: int) -> bool:
    """Whether a process of ours has ended and was waited for."""
    try:
        os.waitpid(child, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


def test_it_finds_what_this_process_would_have_found(job: Job) -> None:
    found = Lookout(job).found()
    assert found is not None
    assert found == first_loaded(job)
    assert found.proposal.incidents[0].counts[0].best == 3


def test_it_brings_the_review_of_the_article_as_it_opens(job: Job) -> None:
    lookout = Lookout(job)
    found = lookout.found()
    assert found is not None
    assert lookout.opened == opened(found, check)


def test_one_that_is_late_leaves_the_review_to_the_screen(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.lookout.LATE", -1.0)
    lookout = Lookout(job)
    assert lookout.found() == first_loaded(job)
    assert lookout.opened is None


def test_no_process_is_left_behind(job: Job, forked: list[int]) -> None:
    Lookout(job).found()
    assert [gone(child) for child in forked] == [True]


def test_an_empty_store_has_no_first_article(tmp_path: Path) -> None:
    assert Lookout(Job(str(tmp_path / "none.db"), "amina")).found() is None


def test_without_fork_it_looks_here(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    found = Lookout(job).found()
    assert found is not None
    assert found.article.text == TEXT


def test_one_that_dies_is_replaced_by_looking_here(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    here = os.getpid()

    def dies_elsewhere(asked: Job) -> object:
        if os.getpid() != here:
            raise RuntimeError
        return first_loaded(asked)

    monkeypatch.setattr("tui.lookout.first_loaded", dies_elsewhere)
    found = Lookout(job).found()
    assert found is not None
    assert found.article.id == "one.txt"


def test_one_that_takes_too_long_is_given_up(
    job: Job, monkeypatch: pytest.MonkeyPatch, forked: list[int]
) -> None:
    here = os.getpid()

    def never(asked: Job) -> object:
        assert os.getpid() != here, "looked in the test's own process"
        os.read(os.pipe()[0], 1)
        raise AssertionError

    monkeypatch.setattr("tui.lookout.first_loaded", never)
    monkeypatch.setattr("tui.lookout.PATIENCE", 0.05)
    assert Lookout(job).found() is None
    assert [gone(child) for child in forked] == [True]


def test_it_is_made_without_loading_the_screen() -> None:
    code = "import sys, tui.lookout; print('textual' in sys.modules, 'sqlmodel' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_an_article_comes_through_whole(tmp_path: Path) -> None:
    odd = "date 2025-03-14 QUETTA: \x1b[31m « ٣ » \u202e e\u0301 killed two\n"
    (tmp_path / "odd.txt").write_text(odd)
    found = Lookout(Job(str(tmp_path / "a.db"), "amina", (str(tmp_path / "odd.txt"),))).found()
    assert found is not None
    assert isinstance(found.article, Article)
    assert found.article.text == odd
