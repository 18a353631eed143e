"""Reading article files: every kind of CONTRACT §3, as a stream, with what is wrong told beside.

The readers are loaded at the first use of `read_ahead`, `read_articles`, `read_items` or `usable`, because
the command line needs the options long before.
"""

from typing import TYPE_CHECKING

from gold.inputs.model import FIELDS, KINDS, InputOptions, Item, Kind, Problem, Unusable

if TYPE_CHECKING:
    from gold.inputs.apart import read_ahead
    from gold.inputs.read import read_articles, read_items, usable

__all__ = [
    "FIELDS",
    "KINDS",
    "InputOptions",
    "Item",
    "Kind",
    "Problem",
    "Unusable",
    "read_ahead",
    "read_articles",
    "read_items",
    "usable",
]


def __getattr__(name: str) -> object:
    if name == "read_ahead":
        from gold.inputs import apart

        return apart.read_ahead
    if name in ("read_articles", "read_items", "usable"):
        from gold.inputs import read

        return getattr(read, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
