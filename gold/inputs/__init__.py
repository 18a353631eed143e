"""Reading article files: every kind of CONTRACT §3, as a stream, with what is wrong told beside."""

from gold.inputs.model import FIELDS, KINDS, InputOptions, Item, Kind, Problem, Unusable
from gold.inputs.read import read_articles, read_items, usable

__all__ = [
    "FIELDS",
    "KINDS",
    "InputOptions",
    "Item",
    "Kind",
    "Problem",
    "Unusable",
    "read_articles",
    "read_items",
    "usable",
]
