"""Frozen dataclasses and their `replace`, at the price of plain ones.

A type checker reads `dataclass` as that of the standard library and lets nobody change a frozen value. While
the program runs nothing watches: a frozen class sets each field by a call and takes three times as long to
make, and an article makes several hundred of them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

T = TypeVar("T")

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen: bool = False, **options: Any) -> Callable[[type[T]], type[T]]:
        """`dataclasses.dataclass`, in which `frozen` gives a hash and is left to the type checker else."""
        return dataclasses.dataclass(unsafe_hash=frozen, **options)


#: Reads all fields of a class at once, in the order in which it takes them.
_fields: dict[type[Any], Callable[[Any], tuple[Any, ...]]] = {}


def replace(one: T, **changes: Any) -> T:
    """`dataclasses.replace` for the classes of this module, three times as fast: a copy with other values."""
    kind = type(one)
    read = _fields.get(kind)
    if read is None:
        names = [field.name for field in dataclasses.fields(kind)]  # type: ignore[arg-type]
        read = _fields[kind] = attrgetter(*names)
    copy = kind(*read(one))
    for name, value in changes.items():
        setattr(copy, name, value)
    return copy
