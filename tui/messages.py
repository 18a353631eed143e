"""What the threads tell the screen. Threads never touch a widget or the desk: they post one of these."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from textual.message import Message

from store.events import Event
from store.types import Loaded, Progress, Worked
from tui.news import Extracted, News

if TYPE_CHECKING:
    from store.store import Store
    from tui.opened import Opened

#: Where to go: by order, to the next that waits, or to one row.
Goal: TypeAlias = Literal["next", "previous", "waiting", "last"] | int


@dataclass(frozen=True, slots=True)
class Sight:
    """An article ready to be shown, with its place in the queue (`k` of `n`, from 1) and the progress.

    `opened` is its review, where whoever read the article has made that as well.
    """

    loaded: Loaded
    k: int
    n: int
    progress: Progress
    opened: Opened | None = field(default=None, kw_only=True)


@dataclass
class StoreReady(Message):
    """The store is open. `first` is the article on screen as the store has it, where there is one.

    `elsewhere` says that another window of the reviewer was faster and has it.
    """

    store: Store
    first: Sight | None
    elsewhere: bool = False


@dataclass
class StoreFailed(Message):
    """The store cannot be opened; `reason` is one sentence. With `again` it is tried again by itself.

    Without, the program ends with it.
    """

    reason: str
    again: bool = False


@dataclass
class Fetched(Message):
    """The answer to a request to go somewhere: None where there is no such article."""

    ticket: int
    goal: Goal
    sight: Sight | None
    progress: Progress


@dataclass
class FetchFailed(Message):
    """An article could not be read; `reason` is one sentence."""

    ticket: int
    reason: str


@dataclass
class Ahead(Message):
    """What comes after the article `row`, read before anybody asked: goal → article.

    `k`, `n` and `progress` say anew where that article itself stands: the queue grows while PATH is read.
    Without a row only `progress` means anything. `elsewhere` says that another window of the reviewer has the
    article `row` too.
    """

    row: int | None
    k: int
    n: int
    progress: Progress
    sights: dict[Goal, Sight] = field(default_factory=dict)
    elsewhere: bool = False


@dataclass
class Saved(Message):
    """The key press `token` is in the store, durably."""

    token: int
    visit: int
    events: Sequence[Event]


@dataclass
class NotSaved(Message):
    """The key press `token` is not in the store yet, for `reason` (one sentence); it is tried again."""

    token: int
    reason: str


@dataclass
class Refused(Message):
    """The key press `token` will never be kept: somebody else changed the article in between."""

    token: int
    visit: int
    reason: str


@dataclass
class TookBack(Message):
    """What `u` or `U` did: the events it wrote and the article after them; `reason` where it did nothing."""

    verb: Literal["undo", "redo"]
    action: str = ""
    events: Sequence[Event] = ()
    sight: Sight | None = None
    reason: str | None = None


@dataclass
class History(Message):
    """The log of an article, newest first, and what the reviewer worked on lately; `reason` where neither."""

    events: Sequence[Event] = ()
    work: Sequence[Worked] = ()
    reason: str | None = None


@dataclass
class Answer(Message):
    """What was found for a question that was asked with `Backstage.ask` or `do`; `then` is run with it."""

    then: Callable[[Any], None]
    found: Any


@dataclass
class Behind(Message):
    """Importing and extracting behind have come further. Of `Brought`, `rows` is the whole scope so far."""

    news: News

    def can_replace(self, message: Message) -> bool:
        """Of how far extracting is, only the newest figure matters."""
        return (
            isinstance(self.news, Extracted)
            and isinstance(message, Behind)
            and isinstance(message.news, Extracted)
        )
