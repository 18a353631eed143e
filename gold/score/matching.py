"""Which prediction is about which gold article: by the text's sha256, else by id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gold.score.model import Case
from gold.score.shelf import Shelf

#: Articles named in a sentence about unmatched ones.
NAMED = 5


@dataclass(frozen=True, slots=True)
class Matching:
    """`pairs`: gold number and, for each system, the number of its case (None: empty by option).

    `notes` are sentences about the gold, `of_system` about each system.
    """

    pairs: tuple[tuple[int, tuple[int | None, ...]], ...]
    notes: tuple[str, ...]
    of_system: tuple[tuple[str, ...], ...]


def match(gold: Shelf, systems: Sequence[Shelf], *, count_unanswered: bool = False) -> Matching:
    """Match every gold article, in the gold's order; only those that all systems have are paired.

    By id only where the hashes cannot tell: one side has none, or neither text is on the other side.
    """
    pairs: list[tuple[int, tuple[int | None, ...]]] = []
    unanswered: list[list[str]] = [[] for _ in systems]
    by_id: list[int] = [0 for _ in systems]
    used: list[set[int]] = [set() for _ in systems]
    for number, (name, key) in enumerate(gold.names()):
        answers: list[int | None] = []
        for n, system in enumerate(systems):
            answer = system.by_hash(key)
            if answer is None:
                answer = _by_id(gold, system, name)
                by_id[n] += answer is not None
            if answer is None:
                unanswered[n].append(name)
            else:
                used[n].add(answer)
            answers.append(answer)
        if count_unanswered or None not in answers:
            pairs.append((number, tuple(answers)))
    of_system = tuple(
        tuple(_about(system, unanswered[n], by_id[n], used[n], count_unanswered, gold))
        for n, system in enumerate(systems)
    )
    return Matching(tuple(pairs), tuple(_about_gold(gold)), of_system)


def _by_id(gold: Shelf, system: Shelf, name: str) -> int | None:
    """The system's case of this id, unless its text says that it is about another gold article."""
    found = system.by_id(name)
    if found is None or gold.by_hash(system.name_of(found)[1]) is not None:
        return None
    return found


def _about_gold(gold: Shelf) -> list[str]:
    said = []
    if gold.unfinished:
        said.append(f"{gold.name}: {_articles(gold.unfinished)} still in progress, left out")
    if gold.duplicates:
        said.append(_twice(gold))
    return said


def _about(
    system: Shelf, unanswered: list[str], by_id: int, used: set[int], counted: bool, gold: Shelf
) -> list[str]:
    said = []
    if unanswered:
        what = "scored as if nothing were predicted" if counted else "not scored"
        said.append(
            f"{_articles(len(unanswered))} of the gold without a prediction, {what}: {_named(unanswered)}"
        )
    others = len(system) - len(used)
    if others:
        names = [system.name_of(n)[0] for n in _first_unused(system, used)]
        said.append(f"{_articles(others)} predicted and not in {gold.name}: {_named(names, others)}")
    if by_id:
        said.append(f"{_articles(by_id)} matched by id alone, not by text")
    if system.duplicates:
        said.append(_twice(system))
    return said


def _first_unused(system: Shelf, used: set[int]) -> list[int]:
    found: list[int] = []
    for n in range(len(system)):
        if n not in used:
            found.append(n)
            if len(found) == NAMED:
                break
    return found


def _articles(number: int) -> str:
    return "1 article" if number == 1 else f"{number:,} articles"


def _twice(shelf: Shelf) -> str:
    number = len(shelf.duplicates)
    times = "an article a second time" if number == 1 else f"{number:,} articles a second time"
    return f"{shelf.name}: {times} at {_named(shelf.duplicates)}; the first counts"


def _named(names: Sequence[str], number: int | None = None) -> str:
    more = (number or len(names)) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more:,} more" if more > 0 else "")


def self_made(gold: Case, found: Case) -> bool:
    """Whether a reviewer made this gold record by editing this extractor's proposal of the article.

    A reviewed record names its proposal as `name-version-hash`; one that was not shown does not count.
    """
    if gold.proposal is None or found.maker is None:
        return False
    return gold.proposal.startswith(f"{found.maker}-")
