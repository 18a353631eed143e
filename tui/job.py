"""What one sitting works on. Light: known before anything of the screen is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gold.inputs.model import InputOptions


@dataclass(frozen=True, slots=True)
class Job:
    """The store, who reviews, and the PATHs that limit the queue (none: all)."""

    db: str
    reviewer: str
    paths: Sequence[str] = ()
    options: InputOptions = field(default_factory=InputOptions)
