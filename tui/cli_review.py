"""`assay [PATH…]`: opens the review screen."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from dataclasses import replace
from typing import BinaryIO

from gold.extractors.chosen import Chosen, ExtractorError
from gold.inputs.model import STDIN
from tui.cli_out import UNUSABLE, Problems, Stop
from tui.settings import Settings


def review(args: argparse.Namespace, settings: Settings) -> int:
    """Import what is new behind the screen and review; returns when the person quits."""
    settings = replace(settings, input=replace(settings.input, kind=args.kind))
    paths = list(args.paths)
    try:
        needs_terminal(paths)
    except Stop:
        if _refused(paths, settings):
            return UNUSABLE
        raise
    choose_extractor(settings.extracting)
    if STDIN in paths:
        settings = replace(settings, input=replace(settings.input, stdin=_swap_stdin()))
    from tui.job import Job
    from tui.lookout import Lookout

    gc.disable()  # loading makes no garbage; the collector is back as soon as the first frame is painted
    job = Job(settings.db, settings.reviewer, tuple(paths), settings.input)
    lookout = Lookout(job)
    from tui.app import run_review  # only now: the lookout works while this loads

    if paths and lookout.found() is None and _refused(paths, settings):
        return UNUSABLE
    return run_review(job, lookout, settings)


def _refused(paths: list[str], settings: Settings) -> bool:
    """Whether nothing can be read from these paths, which is said. Standard input is believed."""
    if not paths or STDIN in paths:
        return False
    from gold.inputs import usable  # an article that was found says the same, sooner

    wrong = usable(paths, settings.input)
    problems = Problems()
    for problem in wrong or ():
        problems.add(problem)
    if wrong:
        problems.close()
    return bool(wrong)


def choose_extractor(chosen: Chosen) -> None:
    """Says who extracts in this sitting. Raises Stop with a sentence where that cannot be."""
    from tui.proposing import choose

    try:
        choose(chosen)
    except ExtractorError as error:
        raise Stop(str(error), UNUSABLE) from None


def needs_terminal(paths: list[str]) -> None:
    """A screen needs something to draw on and a keyboard; a driver of its own (textual-serve) has both."""
    if os.environ.get("TEXTUAL_DRIVER"):
        return
    screen = sys.__stderr__ is not None and sys.__stderr__.isatty() and sys.stdout.isatty()
    keyboard = STDIN in paths or sys.stdin.isatty()
    if not (screen and keyboard):
        raise Stop("the review screen needs a terminal: `assay extract` and `assay import` work without one")


def _swap_stdin() -> BinaryIO:
    """The articles' stream, after the terminal took the place of standard input for the keyboard."""
    try:
        keyboard = os.open("/dev/tty", os.O_RDONLY)
    except OSError:
        raise Stop("articles come by standard input, so keys need a terminal, and there is none") from None
    articles = os.fdopen(os.dup(0), "rb")
    os.dup2(keyboard, 0)
    os.close(keyboard)
    return articles
