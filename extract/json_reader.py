"""Checked reading of JSON objects, key by key: `Reader`; what it cannot read is a `WireError`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

T = TypeVar("T")


class WireError(ValueError):
    """A record that cannot be read. `path` names the key, as in `incidents[0].counts[1].side`."""

    def __init__(self, path: str, problem: str) -> None:
        self.path = path
        self.problem = problem
        super().__init__(f"{path}: {problem}" if path else problem)


class Reader:
    """Takes known keys out of one JSON object; what is left is `rest`.

    `path` names the object in messages. Every method raises WireError for a value that is not what it reads.
    """

    def __init__(self, value: Any, path: str) -> None:
        if not isinstance(value, Mapping):
            raise WireError(path, "must be an object")
        self.rest: dict[str, Any] = dict(value)
        self.path = path

    def at(self, key: str) -> str:
        """The path of a key, for a message."""
        return f"{self.path}.{key}" if self.path else key

    def text(self, key: str) -> str | None:
        """Text, or None where it is absent or null."""
        value = self.rest.pop(key, None)
        if value is not None and not isinstance(value, str):
            raise WireError(self.at(key), "must be text or null")
        return value

    def need(self, key: str) -> str:
        """Text that must be there."""
        value = self.text(key)
        if not value:
            raise WireError(self.at(key), "is missing")
        return value

    def whole(self, key: str) -> int | None:
        """A whole number, zero or more; None where it is absent or null."""
        value = self.rest.pop(key, None)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise WireError(self.at(key), "must be a whole number, zero or more, or null")
        return value

    def number(self, key: str, low: float, high: float) -> float | None:
        """A number within bounds (inclusive); None where it is absent or null."""
        value = self.rest.pop(key, None)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise WireError(self.at(key), f"must be a number from {low:g} to {high:g}, or null")
        return float(value)

    def flag(self, key: str) -> bool:
        """True or false; absent is false."""
        value = self.rest.pop(key, None)
        if value is not None and not isinstance(value, bool):
            raise WireError(self.at(key), "must be true or false")
        return bool(value)

    def day(self, key: str) -> dt.date | None:
        """A day as YYYY-MM-DD; None where it is absent or null."""
        value = self.text(key)
        if value is None:
            return None
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise WireError(self.at(key), f"{value!r} is not a date (YYYY-MM-DD)") from None

    def choice(self, key: str, allowed: tuple[T, ...], default: T | None = None) -> T:
        """One of the values allowed; `default` where the key is absent."""
        value = self.rest.pop(key, default)
        if value not in allowed:
            names = ", ".join(str(a) for a in allowed if a is not None)
            raise WireError(self.at(key), f"{value!r} is none of {names}")
        return cast(T, value)

    def items(self, key: str) -> list[Any]:
        """A list; empty where it is absent or null."""
        value = self.rest.pop(key, None)
        if value is None:
            return []
        if not isinstance(value, list):
            raise WireError(self.at(key), "must be a list")
        return value

    def each(self, key: str, read: Callable[[Any, str], T]) -> tuple[T, ...]:
        """A list, each item read with its path."""
        return tuple(read(v, f"{self.at(key)}[{n}]") for n, v in enumerate(self.items(key)))

    def names(self, key: str) -> tuple[str, ...]:
        """A list of text."""
        values = self.items(key)
        if not all(isinstance(v, str) for v in values):
            raise WireError(self.at(key), "must be a list of text")
        return tuple(values)

    def mapping(self, key: str) -> dict[str, Any]:
        """An object as a dict of its own; empty where it is absent or null."""
        value = self.rest.pop(key, None)
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            raise WireError(self.at(key), "must be an object")
        return dict(value)
