"""A group of people as a sentence names it, and the words that its readers share."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.count_tokens import DeedAt
from extract.lexicon import Head
from extract.numbers import NumberMention

COLLECTIVES = frozenset(
    [
        "group",
        "gang",
        "band",
        "team",
        "pair",
        "trio",
        "couple",
        "crowd",
        "squad",
        "family",
        "total",
        "number",
        "maximum",
        "minimum",
        "further",
        "additional",
        "mob",
        "unit",
        "contingent",
        "party",
        "convoy",
        "crew",
    ]
)
REMAINS = frozenset({"body", "corpse", "death"})


@dataclass(slots=True)
class Group:
    """People named together: tokens `start` to `end` (exclusive), `stop` behind what follows the head.

    `number` is the figure, else `implied` ("a soldier" 1); both None for a plural without a figure, `zero`
    for "no soldiers". `definite` groups may repeat one told before; `more` ones ("three others") come on top.
    `counted` is the outcome word that is the head itself ("12 deaths"); `inner` are outcome words inside
    ("three wounded soldiers"). `partitive`: a part of those named ("one of the attackers"), `of_them`
    where those are only a pronoun. `disputed`: two nouns are offered for the same people ("4 civilians or
    militants"). `joint`: the noun that shares the figure ("50 rebels and soldiers"). `ordinal`: the 5
    of "a fifth victim".
    """

    start: int
    end: int
    stop: int
    head: Head | None = None
    head_at: int = -1
    number: NumberMention | None = None
    implied: int | None = None
    zero: bool = False
    plural: bool = False
    definite: bool = False
    more: bool = False
    partitive: bool = False
    pronoun: bool = False
    name: bool = False
    thing: bool = False
    bare: bool = False
    counted: DeedAt | None = None
    inner: list[DeedAt] = field(default_factory=list)
    of_them: bool = False
    disputed: bool = False
    joint: Group | None = None
    owned: bool = False
    owner: Group | None = None
    ordinal: int | None = None
