"""A link between a group of people and an outcome word."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.count_group import Group
from extract.count_tokens import DeedAt


@dataclass(slots=True)
class Link:
    """One group with one outcome. `host` is the link whose people this one's lie among."""

    group: Group
    deed: DeedAt
    rule: str
    chain: int
    host: Link | None = None
    outcome: str = ""
    unreal: bool = False
    toll: bool = False
    inside: bool = False
    suicide: bool = False
    overtaken: bool = False
    pair: list[Group] = field(default_factory=list)
