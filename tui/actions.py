"""Every action of the review screen, stated once; those of the other screens stand in `tui.screen_actions`.

Key dispatch, the help screen, the palette, the footer's hints and the README's table are all made from
`ACTIONS`; what an action does stands in `tui.deeds`, under the same id. Ids are stable: `assay.toml` names
them to rebind keys, and the event log keeps them.

Keys are written as a person writes them: one printable character (`a`, `A`, `?`), or a name such as
`space`, `tab`, `shift+tab`, `ctrl+d`, `pagedown`, `f1`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

#: What the cursor can stand on; an action says which of these it suits.
FieldKind: TypeAlias = Literal["head", "date", "place", "count"]
#: What has to follow the key before the action runs.
Takes: TypeAlias = Literal["nothing", "outcome", "side", "number", "reason"]
Section: TypeAlias = Literal[
    "Moving", "Deciding", "Values", "Shape", "The article", "The whole queue", "Assay", "Elsewhere"
]

ANY: frozenset[FieldKind] = frozenset({"head", "date", "place", "count"})
HEAD: frozenset[FieldKind] = frozenset({"head"})
COUNT: frozenset[FieldKind] = frozenset({"count"})
VALUES: frozenset[FieldKind] = frozenset({"date", "place", "count"})
LETTERED: frozenset[FieldKind] = frozenset({"head", "count"})


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a key does.

    `suits` are the fields it acts on: empty where it needs none. `footer` orders the hints under the screen
    (0: not shown there). `fixed` keys are part of the count syntax and cannot be rebound. `anywhere` actions
    also act where no article is open.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    section: Section
    suits: frozenset[FieldKind] = frozenset()
    takes: Takes = "nothing"
    footer: int = 0
    fixed: bool = False
    anywhere: bool = False


_DIGITS = tuple("0123456789")

ACTIONS: tuple[Action, ...] = (
    Action("review.next_field", ("j", "down"), "next field", "next field", "Moving"),
    Action("review.previous_field", ("k", "up"), "previous field", "previous field", "Moving"),
    Action("review.next_count", (".",), "next count", "next count, in whatever entry", "Moving"),
    Action("review.previous_count", (",",), "previous count", "previous count", "Moving"),
    Action("review.next_entry", ("tab",), "next entry", "next entry", "Moving"),
    Action("review.previous_entry", ("shift+tab",), "previous entry", "previous entry", "Moving"),
    Action(
        "review.go",
        ("g",),
        "go to",
        "with a number: to that entry; `g g`: to the next open check; `g u`: to the next unclaimed number",
        "Moving",
        takes="number",
    ),
    Action(
        "review.next_article", ("n",), "next article", "next article in the queue", "Moving", anywhere=True
    ),
    Action(
        "review.previous_article",
        ("p",),
        "previous article",
        "previous article in the queue",
        "Moving",
        anywhere=True,
    ),
    Action("review.page_down", ("pagedown",), "page down", "scroll the text a page down", "Moving"),
    Action("review.page_up", ("pageup",), "page up", "scroll the text a page up", "Moving"),
    Action("review.half_down", ("ctrl+d",), "half a page down", "scroll the text half a page down", "Moving"),
    Action("review.half_up", ("ctrl+u",), "half a page up", "scroll the text half a page up", "Moving"),
    Action(
        "review.accept",
        ("a",),
        "accept",
        "accept the field, go to the next undecided one",
        "Deciding",
        ANY,
        footer=1,
    ),
    Action(
        "review.accept_entry",
        ("A",),
        "accept entry",
        "accept what is undecided in the entry, go to the next",
        "Deciding",
        ANY,
        footer=2,
    ),
    Action(
        "review.verify",
        ("space",),
        "read on / verify",
        "bring evidence that was not on screen into view; when all was seen, accept the rest, "
        "verify the article and open the next",
        "Deciding",
        footer=3,
    ),
    Action(
        "review.override",
        ("y",),
        "verify all the same",
        "verify although a blocking check is open (this is logged)",
        "Deciding",
    ),
    Action(
        "review.reject",
        ("x",),
        "reject",
        "reject what has the focus: the field, the count or the whole entry",
        "Deciding",
        ANY,
        footer=8,
    ),
    Action(
        "review.not_stated",
        ("d",),
        "not stated",
        "the text does not state this",
        "Deciding",
        VALUES,
        footer=9,
    ),
    Action("review.unknown", ("z",), "cannot tell", "you cannot tell", "Deciding", ANY, footer=10),
    Action(
        "review.type",
        (*_DIGITS, "~", "<"),
        "type",
        "on a count: type the value: 12, 10-15, 12+, <20, ~20, 12..",
        "Values",
        COUNT,
        footer=4,
        fixed=True,
    ),
    Action(
        "review.edit",
        ("e", "enter"),
        "edit",
        "edit the field: a date in any words, a place with suggestions (`+` adds a further place), "
        "a count such as 12 (10-15); on a head line the type of incident",
        "Values",
        ANY,
        footer=5,
    ),
    Action(
        "review.hints",
        ("h",),
        "hints",
        "letters over everything in the text that suits the field, with how it is read: "
        "typing them puts it in; on a head line: a count from a number that nothing claims",
        "Values",
        ANY,
        footer=6,
    ),
    Action(
        "review.evidence",
        ("v",),
        "evidence",
        "choose the words that the value rests on, by word and sentence, and see how they are read; "
        "`+` inside adds a stretch",
        "Values",
        VALUES,
    ),
    Action(
        "review.toll",
        ("r",),
        "toll",
        "add a source's toll: letters pick its figure, a digit types it; on a toll `a` makes it best, "
        "`x` supersedes it, `e` mends it, `d` drops it",
        "Values",
        COUNT,
    ),
    Action(
        "review.outcome",
        ("o",),
        "outcome",
        "with a letter: the outcome; `o o` on a head line swaps killed and wounded",
        "Values",
        LETTERED,
        "outcome",
        footer=6,
    ),
    Action(
        "review.side",
        ("w",),
        "whose",
        "with a letter: whose side; on a head line two letters exchange sides",
        "Values",
        LETTERED,
        "side",
        footer=7,
    ),
    Action(
        "review.split",
        ("s",),
        "split",
        "split the entry: letters say what goes to the new one",
        "Shape",
        ANY,
    ),
    Action(
        "review.merge",
        ("m",),
        "merge",
        "with a number: merge the entry into that one; on a count: move the count there",
        "Shape",
        ANY,
        "number",
    ),
    Action("review.add_entry", ("i",), "add entry", "add an entry", "Shape"),
    Action("review.add_count", ("+", "="), "add count", "add a count to the entry", "Shape", ANY),
    Action("review.total", ("t",), "incident/total", "incident ↔ total", "Shape", ANY),
    Action("review.background", ("b",), "main/background", "main ↔ background", "Shape", ANY, footer=12),
    Action(
        "review.part_of",
        ("l",),
        "part of",
        "with a number: this entry lies inside that total, this count inside that count; `l 0`: inside none",
        "Shape",
        ANY,
        "number",
    ),
    Action(
        "review.irrelevant",
        ("X",),
        "irrelevant",
        "with a letter: no incident and no total in this article, and why",
        "The article",
        takes="reason",
    ),
    Action(
        "review.published",
        ("D",),
        "publication date",
        "correct the article's day of publication; dates that rest on it are read anew",
        "The article",
    ),
    Action(
        "review.flag", ("f",), "flag", "flag for later with a reason; again: take the flag off", "The article"
    ),
    Action("review.note", ("c",), "note", "write a note to the article", "The article"),
    Action(
        "review.history",
        ("H",),
        "history",
        "who did what when in this article; `Tab`: the articles you worked on lately, to reopen one",
        "The article",
        anywhere=True,
    ),
    Action(
        "review.newer",
        ("N",),
        "newer proposal",
        "show what a newer proposal would change where you have decided nothing; Enter takes it over",
        "The article",
    ),
    Action(
        "review.copies",
        ("C",),
        "near copies",
        "show what your decisions would change in near copies of the text; Enter carries them over; "
        "right after verifying: of the article just verified",
        "The article",
        anywhere=True,
    ),
    Action(
        "review.rule",
        ("R",),
        "make a rule",
        "make the mend that is offered a rule: what waits is proposed so; any other key declines",
        "The article",
    ),
    Action(
        "review.back",
        ("backspace",),
        "back",
        "back to the article that you left for an older one; verifying the older one does it too",
        "The article",
        anywhere=True,
    ),
    Action(
        "review.undo",
        ("u",),
        "undo",
        "take back your last key press, also in another article or after a restart",
        "The article",
        footer=11,
        anywhere=True,
    ),
    Action("review.redo", ("U",), "redo", "bring back what was undone", "The article", anywhere=True),
    Action(
        "review.search",
        ("/",),
        "search",
        "search the text: `Enter` goes to the next hit; `Tab`: search all texts",
        "The whole queue",
        anywhere=True,
    ),
    Action(
        "review.goto",
        (":", ";"),
        "go to an article",
        "go to an article by its number or its id, with suggestions",
        "The whole queue",
        anywhere=True,
    ),
    Action(
        "review.queue",
        ("T",),
        "queue",
        "the queue: sort, filter, search, what was done today; Enter opens an article",
        "The whole queue",
        anywhere=True,
    ),
    Action(
        "review.progress",
        ("P",),
        "progress",
        "how far you are: done, left, pace, today, each day, what had to be corrected, what you did last",
        "The whole queue",
        anywhere=True,
    ),
    Action("app.help", ("?", "f1"), "keys", "this list of keys", "Assay", anywhere=True),
    Action("app.palette", ("ctrl+p",), "palette", "find an action by its name", "Assay", anywhere=True),
    Action(
        "app.quit",
        ("q", "ctrl+q", "ctrl+c"),
        "quit",
        "leave; the next start opens the article you were deciding on, else the first that waits",
        "Assay",
        anywhere=True,
    ),
)

BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}

_SHOWN = {
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "enter": "Enter",
    "escape": "Esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "backspace": "Backspace",
    "delete": "Delete",
    "home": "Home",
    "end": "End",
}


def shown_key(key: str) -> str:
    """A key as it is written for people: `Ctrl+D`, `Space`, `F1`, `a`."""
    if key in _SHOWN:
        return _SHOWN[key]
    if len(key) == 1:
        return key
    *held, last = key.split("+")
    name = _SHOWN.get(last, last.upper() if len(last) == 1 or last[0] == "f" else last.capitalize())
    return "+".join([*(h.capitalize() for h in held), name])


def shown_keys(action: Action, keys: Iterable[str] | None = None) -> str:
    """All keys of an action for people; the ten digits are written `0–9`."""
    names = list(action.keys if keys is None else keys)
    if all(d in names for d in _DIGITS):
        names = ["0–9", *(k for k in names if k not in _DIGITS)]
    return " ".join(shown_key(k) for k in names)


def markdown_table(
    keys: Mapping[str, tuple[str, ...]] | None = None, actions: Sequence[Action] = ACTIONS
) -> str:
    """The key table as Markdown, for the README. `keys` maps action ids to keys where they were rebound."""
    lines = ["| key | does |", "|---|---|"]
    for action in actions:
        names = action.keys if keys is None else keys.get(action.id, action.keys)
        written = shown_keys(action, names).split(" ")
        cell = " ".join(f"`{name}`" for name in written)
        lines.append(f"| {cell} | {action.help.replace('|', chr(92) + '|')} |")
    return "\n".join(lines) + "\n"
