"""What the desk needs of others: a face that shows and is looked at, and threads that read and write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from extract.model import Span
from store.types import Draft, Scope
from tui.history import Told
from tui.messages import Goal

if TYPE_CHECKING:
    from store.store import Store
    from tui.preview import Preview

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Failed:
    """What `Backstage.ask` tells instead of an answer: why there is none, in one sentence."""

    reason: str


class Face(Protocol):
    """What the desk asks of the screen."""

    def unseen(self, spans: Sequence[Span]) -> Span | None:
        """The first of these spans that was never on screen since the article was opened."""

    def in_view(self) -> tuple[int, int]:
        """The code points of the text that are on screen, from and to (exclusive)."""

    def reveal(self, span: Span) -> None:
        """Bring a span into view."""

    def scroll(self, pages: float) -> None:
        """Scroll the text by so many pages."""

    def show_article(self) -> None:
        """Another article lies on the desk: draw it from its top and say when it is painted."""

    def history(self) -> None:
        """Open the history; what it shows is being read."""

    def fill_history(self, here: Sequence[Told], work: Sequence[Told]) -> None:
        """Show the log of this article and the list of one's work in it; nothing where it was closed."""

    def queue(self, search: str | None = None) -> None:
        """Open the queue; with `search`, on a search over all texts for these words."""

    def progress(self) -> None:
        """Open the progress screen."""

    def preview(self, preview: Preview, done: Callable[[bool], None]) -> None:
        """Show what would be changed; `done` hears whether to do it."""

    def help(self) -> None:
        """Open the list of keys."""

    def palette(self) -> None:
        """Open the palette."""

    def leave(self) -> None:
        """End the program."""


class Backstage(Protocol):
    """What the desk asks of the threads (see `tui.backstage`)."""

    def begin(self) -> None:
        """Open the store, bring in PATH, extract behind; called when the first frame is on screen."""

    def write(self, token: int, visit: int, draft: Draft) -> None:
        """Keep a key press; answers Saved, NotSaved or Refused."""

    def at_work(self) -> None:
        """A key was pressed: what this window holds, no other window of the reviewer is given."""

    def fetch(self, ticket: int, goal: Goal, row: int | None) -> None:
        """Find and read an article; answers Fetched or FetchFailed, later Ahead."""

    def read_ahead(self, row: int | None) -> None:
        """Read what may come after this article (None: only how far one is); answers Ahead."""

    def take_back(self, verb: Literal["undo", "redo"], key: str, ms: int) -> None:
        """Undo or redo after all that was written before; answers TookBack."""

    def rules(self) -> str:
        """The coding rules in force, in Markdown."""

    def history(self, sha256: str | None) -> None:
        """Read the log of an article and what was worked on lately; answers History."""

    def ask(self, run: Callable[[Store], T], then: Callable[[T | Failed], None]) -> None:
        """Let a thread look something up; `then` hears what was found, or why not, on the screen's thread."""

    def do(self, run: Callable[[Store], T], then: Callable[[T | Failed], None]) -> None:
        """As `ask`, for what writes: after everything that was decided before."""

    def wanted(self) -> bool:
        """Whether something else waits to be looked up, so that long work should make way; any thread."""

    def scope(self) -> Scope:
        """The articles that PATH limits the queue to."""

    def leave(self) -> int:
        """Stop all threads; returns how many key presses did not get into the store."""
