"""What the next key means, where it is not simply an action: a second letter, a count, a line of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from tui.acting import Acting
from tui.actions import Action
from tui.lineedit import Line

if TYPE_CHECKING:
    from tui.desk import Desk


class Press(NamedTuple):
    """A key press: the key, when (seconds, any steady clock), and what was typed after it for its action."""

    key: str
    at: float
    argument: str = ""


class Reads(NamedTuple):
    """How what was typed is read: in words, and whether it can be kept."""

    words: str
    ok: bool = True


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line offered under an editor: the text it puts in, and what stands beside it."""

    text: str
    beside: str = ""


class Editor(Protocol):
    """What a one-line editor edits."""

    @property
    def title(self) -> str:
        """What is edited."""

    @property
    def hint(self) -> str:
        """What may be typed."""

    def read(self, text: str) -> Reads:
        """How the text is read now; shown beneath while typing."""

    def suggest(self, text: str) -> Sequence[Suggestion]:
        """What could be meant, best first."""

    def keep(self, desk: Desk, text: str, chosen: int | None, press: Press) -> None:
        """Enter on a text that reads: decide. `chosen` is the suggestion taken, an index or None."""


@dataclass(slots=True)
class Prefix:
    """An action waits for its letters (`o`, `w`, `X`) or number (`g`, `l`)."""

    action: Action
    press: Press
    typed: str = ""


@dataclass(slots=True)
class Typing:
    """A count is being typed on its row. `key` is what began it."""

    text: str
    key: str


@dataclass(slots=True)
class Writing:
    """A one-line editor is open. `before` is the text it opened with; while `fresh`, typing replaces it."""

    editor: Editor
    line: Line
    press: Press
    before: str = ""
    fresh: bool = True
    suggestions: Sequence[Suggestion] = ()
    chosen: int | None = None
    reads: Reads = field(default_factory=lambda: Reads(""))

    def refresh(self) -> None:
        """Read the line anew."""
        self.suggestions = self.editor.suggest(self.line.text)
        self.chosen = None
        self.reads = self.editor.read(self.line.text)


Mode: TypeAlias = Prefix | Typing | Writing | Acting | None
