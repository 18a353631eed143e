"""Noticing Caps Lock, which a terminal does not tell: capitals come where small letters are meant. Pure."""

from __future__ import annotations

from tui.keymap import Keymap

_TOLD = "is Caps Lock on?"


class CapsLock:
    """Looks at the letters that are pressed as actions.

    A capital that means nothing while its small letter does, two different capitals in a row, and the first
    time the same one comes twice: each is said. A small letter says that all is well.
    """

    def __init__(self) -> None:
        self._last = ""
        self._repeated = False

    def notice(self, key: str, keymap: Keymap) -> str:
        """What to say about this key; empty for nothing."""
        if len(key) != 1 or not key.isalpha():
            return ""
        last, self._last = self._last, key if key.isupper() else ""
        if not key.isupper():
            return ""
        if keymap.action(key) is None and keymap.action(key.lower()) is not None:
            return f"{key} does nothing, {key.lower()} does: {_TOLD}"
        if last and last != key:
            return f"{last} and {key}, two capitals in a row: {_TOLD}"
        if last and not self._repeated:
            self._repeated = True
            return f"{key} twice: {_TOLD}"
        return ""
