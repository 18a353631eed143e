"""Finding: the queue, a search in the text, another article by its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.finding import find_article, suggestions
from tui.lineedit import Line
from tui.modes import Press, Reads, Suggestion, Writing
from tui.ports import Failed
from tui.searching import Searching

if TYPE_CHECKING:
    from store.store import Store
    from tui.desk import Desk


def queue(desk: Desk, press: Press) -> None:
    """`T`: the queue's screen."""
    desk.face.queue()


def progress(desk: Desk, press: Press) -> None:
    """`P`: how far one is."""
    desk.face.progress()


def search(desk: Desk, press: Press) -> None:
    """`/`: search the text of the article; where none is open, all texts."""
    if desk.review is None:
        desk.face.queue("")
        return
    mode = Searching(desk.review.article.text, desk.face.in_view()[0], desk.searched)
    desk.mode = mode
    mode.opened(desk)


class ArticleNamed:
    """The editor of an article's number or id; suggestions come from the store as one types."""

    title = "Go to article"
    hint = "its number, its id, or how the id begins"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[str, list[tuple[int, str, str]]] = {}

    def read(self, text: str) -> Reads:
        """Anything but nothing may name an article."""
        name = text.strip()
        if not name:
            return Reads("", ok=False)
        known = self._known.get(name)
        if known is None:
            return Reads("looking…")
        return Reads("" if known else f"no article has the number or an id that begins with {name}")

    def suggest(self, text: str) -> Sequence[Suggestion]:
        """What the store knows; asked for once for each text."""
        name = text.strip()
        if name and name not in self._known:
            self._ask(name)
        return [Suggestion(id_, beside) for _, id_, beside in self._known.get(name, ())]

    def _ask(self, name: str) -> None:
        scope = self._desk.backstage.scope()

        def look(store: Store) -> list[tuple[int, str, str]]:
            return suggestions(store, name, scope)

        def then(found: list[tuple[int, str, str]] | Failed) -> None:
            self._known[name] = [] if isinstance(found, Failed) else found
            mode = self._desk.mode
            if isinstance(mode, Writing) and mode.editor is self and mode.line.text.strip() == name:
                chosen = mode.chosen
                mode.refresh()
                mode.chosen = chosen

        self._desk.backstage.ask(look, then)

    def keep(self, desk: Desk, text: str, chosen: int | None, press: Press) -> None:
        """Go to the suggestion that was chosen, else to what the text names."""
        known = self._known.get(text, [])
        if chosen is not None and chosen < len(known):
            desk.visit(known[chosen][0])
            return
        scope = desk.backstage.scope()
        desk.holding = "looking…"

        def then(found: tuple[int | None, str] | Failed) -> None:
            row, why = (None, found.reason) if isinstance(found, Failed) else found
            if row is None:
                desk.say(why, "warning")
                desk.release()
            elif desk.review is not None and desk.review.sight.loaded.row == row:
                desk.say("this is that article")
                desk.release()
            else:
                desk.visit(row)

        def find(store: Store) -> tuple[int | None, str]:
            return find_article(store, text, scope)

        desk.backstage.ask(find, then)


def goto(desk: Desk, press: Press) -> None:
    """`:`: to another article."""
    mode = Writing(ArticleNamed(desk), Line(), press)
    mode.refresh()
    desk.mode = mode


DEEDS = {"review.queue": queue, "review.search": search, "review.goto": goto, "review.progress": progress}
