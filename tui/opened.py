"""An article's review as it opens, made before anybody looks: by the lookout, or by who reads ahead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extract.model import Check
from store.state import State, replay
from store.types import Loaded


@dataclass(frozen=True, slots=True)
class Opened:
    """What the log makes of the proposal, and what is the matter with that."""

    state: State
    checks: Sequence[Check]


def opened(loaded: Loaded, check: Callable[[State], Sequence[Check]]) -> Opened:
    """The review of an article as the store has it."""
    state = replay(loaded.proposal, loaded.events)
    return Opened(state, check(state))
