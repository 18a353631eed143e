"""The actions of the other screens, stated once as those of the review are, and which screen has which.

Esc leaves every screen and can't be bound. Where a line is typed, where letters choose (hints, a split, a
reason) and where letters look for words (the history), they are text, so only keys with a name can be bound.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from tui.actions import ACTIONS, BY_ID, Action

_Row: TypeAlias = tuple[str, tuple[str, ...], str, str, int]


def _made(screen: str, *rows: _Row) -> tuple[Action, ...]:
    return tuple(
        Action(f"{screen}.{name}", keys, label, words, "Elsewhere", footer=footer)
        for name, keys, label, words, footer in rows
    )


QUEUE = _made(
    "queue",
    ("open", ("enter",), "open", "open the article", 1),
    ("sort", ("s",), "sort", "with a letter: the order", 2),
    ("turn", ("r",), "turn round", "turn the order round", 9),
    (
        "filter",
        ("f",),
        "filter",
        "filter with a line such as `waiting place:Kalat since:2025-01 bomb`; an empty line takes it off",
        3,
    ),
    ("search", ("/",), "search", "search all texts; what is found stands with the words around it", 4),
    (
        "today",
        ("t",),
        "today",
        "what you finished today on top, the latest first; again: without",
        6,
    ),
    ("copies", ("c",), "fold copies", "one line for near copies of a text; again: a line each", 7),
    ("goto", (":", ";"), "go to", "go to an article by its number or its id", 8),
    ("next", ("j", "down"), "down", "next line", 0),
    ("previous", ("k", "up"), "up", "previous line", 0),
    ("page_down", ("pagedown",), "page down", "a page down", 0),
    ("page_up", ("pageup",), "page up", "a page up", 0),
    ("half_down", ("ctrl+d",), "half a page down", "half a page down", 0),
    ("half_up", ("ctrl+u",), "half a page up", "half a page up", 0),
    ("first", ("g", "home"), "first", "first line", 0),
    ("last", ("G", "end"), "last", "last line", 0),
    ("leave", ("T", "q"), "back", "back to where you were, as `Esc`", 5),
)
HISTORY = _made(
    "history",
    ("open", ("enter",), "go there", "go to the field, or open the article", 1),
    ("next", ("down",), "down", "next line", 0),
    ("previous", ("up",), "up", "previous line", 0),
    ("page_down", ("pagedown",), "page down", "ten lines down", 0),
    ("page_up", ("pageup",), "page up", "ten lines up", 0),
    ("other", ("tab", "shift+tab"), "the other list", "from the article's log to your own work, and back", 2),
)
#: Help, rules, and what shows changes before they are made.
PAGE = _made(
    "page",
    ("down", ("j", "down"), "down", "a line down", 0),
    ("up", ("k", "up"), "up", "a line up", 0),
    ("page_down", ("space", "pagedown"), "page down", "a page down", 0),
    ("page_up", ("pageup",), "page up", "a page up", 0),
    ("first", ("g", "home"), "first", "to the top", 0),
    ("last", ("G", "end"), "last", "to the end", 0),
    ("take", ("enter",), "do it", "do what is shown; where nothing is asked, leave", 1),
    ("leave", ("q",), "leave", "leave, as `Esc`", 2),
)
ADJUDICATE = _made(
    "adjudicate",
    ("one", ("1",), "take side 1", "what the first says stands", 1),
    ("two", ("2",), "take side 2", "what the second says stands", 2),
    ("third", ("e", "enter"), "a third value", "neither: type another value", 3),
    ("not_stated", ("d",), "not stated", "the text does not state this", 4),
    ("merge", ("m",), "merge into entry n", "with a number: what one side has alone is that entry", 5),
    (
        "close",
        ("space",),
        "next, then close",
        "to what is still to be settled; when all is, close the article and open the next",
        6,
    ),
    (
        "override",
        ("y",),
        "close all the same",
        "close although a blocking check is open (this is logged)",
        0,
    ),
    ("next", ("j", "down", "tab"), "next", "next field that differs", 8),
    ("previous", ("k", "up", "shift+tab"), "previous", "previous field that differs", 8),
)
#: What the adjudicator has of the review's.
_OF_THE_REVIEW = (
    "review.next_article",
    "review.previous_article",
    "review.page_down",
    "review.page_up",
    "review.half_down",
    "review.half_up",
    "review.undo",
    "review.redo",
)
AGREEMENT = _made(
    "agreement",
    ("next", ("j", "down"), "article", "next article", 1),
    ("previous", ("k", "up"), "article", "previous article", 1),
    ("down", ("J", "pagedown"), "scroll the figures", "scroll the figures down", 2),
    ("up", ("K", "pageup"), "scroll the figures", "scroll the figures up", 2),
    ("next_arm", ("tab",), "next arm", "the next arm's figures", 3),
    ("previous_arm", ("shift+tab",), "previous arm", "the previous arm's figures", 0),
)

EVERY: Mapping[str, Action] = {
    **BY_ID,
    **{a.id: a for a in (*QUEUE, *HISTORY, *PAGE, *ADJUDICATE, *AGREEMENT)},
}


@dataclass(frozen=True, slots=True)
class Where:
    """A screen: its title in the help, its actions, and whether letters are text on it.

    `app` actions are taken where the screen has no action of its own for the key.
    """

    title: str
    actions: tuple[Action, ...]
    app: tuple[Action, ...] = ()
    letters_are_text: bool = False


_QUIT, _HELP, _PALETTE = (BY_ID[f"app.{name}"] for name in ("quit", "help", "palette"))

SCREENS: Mapping[str, Where] = {
    "review": Where("On the review screen", ACTIONS),
    "queue": Where("In the queue", QUEUE, (_HELP, _PALETTE, _QUIT)),
    "history": Where("In the history", HISTORY, (_HELP, _PALETTE, _QUIT), letters_are_text=True),
    "page": Where("In help, rules and previews", PAGE, (_HELP, _QUIT)),
    "adjudicate": Where(
        "When adjudicating",
        (*ADJUDICATE, *(BY_ID[name] for name in _OF_THE_REVIEW)),
        (_HELP, _PALETTE, _QUIT),
    ),
    "agreement": Where("In the figures of agreement", AGREEMENT, (_HELP, _PALETTE, _QUIT)),
}
