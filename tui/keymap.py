"""Which key runs which action: the defaults of `tui.actions`, and a user's own from `assay.toml`.

A rebinding that cannot work is refused with the reason before the screen opens, so that no action ever
becomes unreachable without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tui.actions import Action, shown_key
from tui.screen_actions import EVERY, SCREENS, Where

#: Names of keys that are not one printable character.
NAMED = frozenset(
    [
        "space",
        "tab",
        "enter",
        "escape",
        "up",
        "down",
        "left",
        "right",
        "pageup",
        "pagedown",
        "home",
        "end",
        "insert",
        "delete",
        "backspace",
    ]
) | frozenset(f"f{n}" for n in range(1, 25))
_HELD = ("ctrl", "alt", "shift")
#: A terminal sends the same for both, so binding the left one would bind the right one.
_SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+[": "escape", "ctrl+h": "backspace", "ctrl+j": "enter"}


class KeymapError(ValueError):
    """The user's key settings cannot work; `problems` has one sentence for each thing that is wrong."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problems))


@dataclass(frozen=True, slots=True)
class Keymap:
    """Key → action on each screen, and back. Immutable."""

    screens: Mapping[str, Mapping[str, str]]
    keys: Mapping[str, tuple[str, ...]]

    def action(self, key: str, screen: str = "review") -> Action | None:
        """The action that a key runs on a screen (a name in `SCREENS`); None where it runs none."""
        found = self.screens[screen].get(key)
        return None if found is None else EVERY[found]

    def offered(self, screen: str) -> list[Action]:
        """The actions that a key runs on a screen or could, in their order, those of every screen last."""
        where, live = SCREENS[screen], set(self.screens[screen].values())
        return [*where.actions, *(a for a in where.app if a.id in live)]

    def keys_of(self, action: str) -> tuple[str, ...]:
        """The keys of an action, the main one first; empty where the user took them all away."""
        return self.keys[action]

    def main_key(self, action: str) -> str:
        """How to write the action's first key for people; an empty string where it has none."""
        keys = self.keys[action]
        return shown_key(keys[0]) if keys else ""


def footer(keymap: Keymap, place: str) -> list[tuple[str, str]]:
    """What a screen's foot tells of its keys, in order: keys and what they do. Same words share a hint."""
    out: dict[str, list[str]] = {}
    for action in sorted((a for a in keymap.offered(place) if a.footer), key=lambda a: a.footer):
        if (key := keymap.main_key(action.id)) and not action.id.startswith("app."):
            out.setdefault(action.label, []).append(key)
    return [(" ".join(keys), label) for label, keys in out.items()]


def canonical(key: str) -> str:
    """A key's one spelling. Raises ValueError, in words, for what is no key or cannot reach a program."""
    if len(key) == 1:
        if key == " ":
            return "space"
        if not key.isprintable():
            raise ValueError(f"{key!r} is no key")
        return key
    *held, last = key.strip().split("+")
    if key.endswith("++"):
        held, last = key[:-2].split("+"), "+"
    held = [h.lower() for h in held]
    wrong = next((h for h in held if h not in _HELD), None)
    if wrong is not None or not last:
        raise ValueError(f"{key!r} is no key: write one character, or a name such as ctrl+d, tab, f5")
    if len(last) > 1:
        last = last.lower()
        if last not in NAMED:
            raise ValueError(f"{key!r} is no key: write one character, or a name such as ctrl+d, tab, f5")
    elif "shift" in held:
        raise ValueError(f"{key!r}: write the character that Shift gives, such as {last.upper()!r}")
    elif "ctrl" in held and not (last.isascii() and (last.isalpha() or last in "[\\]^_@")):
        raise ValueError(f"{key!r} does not reach a program in most terminals")
    name = "+".join([h for h in _HELD if h in held] + [last.lower() if held else last])
    if name in _SAME:
        raise ValueError(f"{key!r} is the same as {_SAME[name]} in a terminal")
    return name


def build(overrides: Mapping[str, str | Sequence[str]] | None = None) -> Keymap:
    """The keymap with a user's rebindings: action id → one key or several, which replace the default ones.

    Raises KeymapError naming every unknown action, bad key and clash on any screen.
    """
    problems: list[str] = []
    chosen: dict[str, tuple[str, ...]] = {}
    for action_id, wanted in (overrides or {}).items():
        action = EVERY.get(action_id)
        if action is None:
            import difflib

            close = difflib.get_close_matches(action_id, EVERY, n=1)
            hint = f"did you mean {close[0]!r}?" if close else "the README lists them."
            problems.append(f"keys: there is no action {action_id!r}: {hint}")
        elif action.fixed:
            problems.append(f"keys: {action_id} is part of how a count is typed and cannot be rebound.")
        else:
            chosen[action_id] = _checked(action_id, [wanted] if isinstance(wanted, str) else wanted, problems)
    keys = {a.id: chosen.get(a.id, a.keys) for a in EVERY.values()}
    if "app.quit" in chosen and not chosen["app.quit"]:
        problems.append("keys: app.quit needs a key, or nobody gets out.")
    screens = {name: _assigned(where, keys, chosen, problems) for name, where in SCREENS.items()}
    if problems:
        raise KeymapError(list(dict.fromkeys(problems)))
    return Keymap(screens, keys)


def _checked(action_id: str, wanted: Iterable[object], problems: list[str]) -> tuple[str, ...]:
    out: list[str] = []
    for key in wanted:
        if not isinstance(key, str) or not key:
            problems.append(f"keys: {action_id}: {key!r} is no key.")
            continue
        try:
            name = canonical(key)
        except ValueError as problem:
            problems.append(f"keys: {action_id}: {problem}.")
            continue
        if name == "escape":
            problems.append(f"keys: {action_id}: Esc always leaves what is open and cannot be bound.")
        elif name not in out:
            out.append(name)
    return tuple(out)


def _assigned(
    where: Where,
    keys: Mapping[str, tuple[str, ...]],
    chosen: Mapping[str, tuple[str, ...]],
    problems: list[str],
) -> dict[str, str]:
    """Key → action on one screen. Two actions of the screen never share a key; its own go before the app's.

    An app's action that a person's own key would cover is a clash too: that key says what it did not mean to.
    """
    taken: dict[str, str] = {}
    for action in where.actions:
        for name in keys[action.id]:
            other = taken.setdefault(name, action.id)
            if other != action.id:
                problems.append(_clash(name, action.id, other, chosen))
            elif where.letters_are_text and (len(name) == 1 or name in ("space", "backspace")):
                problems.append(f"keys: {action.id}: {shown_key(name)!r} is text there: give it a named key.")
    for action in where.app:
        for name in keys[action.id]:
            own = taken.get(name)
            if own is not None and action.id != "app.quit" and {own, action.id} & chosen.keys():
                problems.append(_clash(name, own, action.id, chosen))
            elif not (where.letters_are_text and len(name) == 1):
                taken.setdefault(name, action.id)
    return taken


def _clash(name: str, action_id: str, other: str, chosen: Mapping[str, tuple[str, ...]]) -> str:
    mover, sitter = (action_id, other) if action_id in chosen else (other, action_id)
    wants = f"keys: {mover} wants {shown_key(name)!r}, which {sitter} has"
    return f"{wants}: give {sitter} another key, or none ([])."
