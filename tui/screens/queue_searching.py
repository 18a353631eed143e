"""Searching all texts from the queue: as one types, hits in place of the queue, more of them as one goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.query import Hits
from tui.lineedit import Line
from tui.screens.queue_reading import QueueReading
from tui.widgets.queue import Line as Shown

if TYPE_CHECKING:
    from store.store import Store

#: Hits on a page.
HITS = 50


class QueueSearching(QueueReading):
    """The queue with its hits. `mode` is what is being typed, the empty text for nothing."""

    def forget_all(self) -> None:
        """Nothing read, nothing found, nothing being typed."""
        super().forget_all()
        self.hits: Hits | None = None
        self.mode = ""
        self.line = Line()
        self._before = 0
        self._looked = ""
        self._more_asked: int | None = None

    def begin_search(self, text: str) -> None:
        """Open the line that is searched for."""
        self.mode, self.line = "search", Line.of(text)
        if text.strip():
            self.look(text)

    def look(self, text: str) -> None:
        """Search anew, as the line stands."""
        self.state.search = text
        if not text.strip():
            self.close_search()
            return

        def run(store: Store) -> tuple[Hits, bool] | None:
            if self.state.search != text:
                return None
            store.catch_up("search", stop=self.out_of_time())
            return store.search(text, limit=HITS), store.is_behind("search")

        def then(answer: tuple[Hits, bool] | None) -> None:
            if answer is None or self.state.search != text or (not self.mode and self.found is None):
                return
            found, behind = answer
            again = self.found is not None and self.hits is not None and self._looked == text
            here = self.here
            if self.found is None:
                self._before = self.at
            self.hits, self.found, self._looked = found, [Shown(hit=hit) for hit in found.hits], text
            self.at = next((n for n, line in enumerate(self.found) if again and line.row == here), 0)
            self._more_asked = None
            if behind:  # more of the texts are in the index by then
                self.ask(run, then, whatever_is_shown=True)
            else:
                self.follow_hits()

        self.ask(run, then, whatever_is_shown=True)

    def follow_hits(self) -> None:
        """Near the last hit that is there: ask for more."""
        hits, text = self.hits, self.state.search
        if hits is None or self.found is None or self.at < len(self.found) - 10:
            return
        after = hits.after
        if after is None or self._more_asked == after:
            return
        self._more_asked = after

        def then(found: Hits) -> None:
            if self.found is not None and self.state.search == text:
                self.hits, self.found = found, [*self.found, *(Shown(hit=hit) for hit in found.hits)]
                self.follow_hits()  # a page may be short where words that are in every text are looked for

        self.ask(lambda store: store.search(text, after=after, limit=HITS), then, whatever_is_shown=True)

    def close_search(self) -> None:
        """Back to the queue, where one was in it."""
        if self.found is None:
            return
        self.hits, self.found = None, None
        self.forget_lines()
        self.go_to(self._before)
