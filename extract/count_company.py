"""People told together ("a captain, his driver and two guards"): whose they are, and who is added up."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache

from extract.count_belonging import COMPANIONS, NOBODY, Belonging
from extract.count_group import Group
from extract.count_link import Link
from extract.model import Side
from extract.wordlists import load


def side_in_company(link: Link, links: Sequence[Link], known: Mapping[int, Belonging]) -> Side:
    """The side to add people up by: what those told beside them say of whose they are."""
    side = _side_beside(link, links, known)
    if side == "civilians" and _is_whole(link) and _is_man_or_woman(link.group):
        return _side_of_the_men(link, links, known)
    return side


def side_of_all(own: Belonging, told: Sequence[Belonging]) -> Side:
    """The side of people who are added up: `own` is that of the first, `told` what is known of each."""
    sides = [one.side for one in told]
    if len(sides) > 1 and "security_forces" in sides:
        return "security_forces"
    if len(sides) > 1 and own.side == "unknown":
        return next((side for side in sides if side != "unknown"), "unknown")
    return own.side


def added_up(members: list[Link], resolved: Container[int]) -> Iterable[list[Link]]:
    """Described people of one side are added up where one of them has no figure, or where their nouns say
    no more than man, woman or child ("two women and three children"); other figures stay apart. `resolved`
    are the starts of groups whose figure was told before.
    """
    plain = [
        m for m in members if m.group.number is None and m.group.implied is not None and not m.group.pronoun
    ]
    if (
        len(members) > 1
        and (plain or all(_is_whole(m) and _is_man_or_woman(m.group) for m in members))
        and all(
            m.group.implied is not None
            or (m.group.number is not None and m.group.number.best is not None)
            or m.group.start in resolved
            for m in members
        )
    ):
        yield members
        return
    for member in members:
        yield [member]


def _side_beside(link: Link, links: Sequence[Link], known: Mapping[int, Belonging]) -> Side:
    """As in "a soldier and a driver": the driver is the soldier's."""
    own = known.get(link.group.start, NOBODY)
    if own.side == "unknown" and _of_the_family(link, links, known):
        return "civilians"
    if own.side == "unknown" and link.group.number is not None:
        others = [t.group for t in links if t.chain == link.chain and t.group.start > link.group.start]
        if others and others[0].more and others[0].head is not None:
            return known.get(others[0].start, NOBODY).side  # "seven members of … and 18 other civilians"
    head = link.group.head
    guards = head is not None and head.word in ("guard", "bodyguard")
    if own.side == "unknown" and head is not None and head.word in COMPANIONS and (guards or _owned(link)):
        beside = {
            known.get(tied.group.start, NOBODY).side
            for tied in links
            if tied.chain == link.chain and tied.group.start < link.group.start
        }
        if len(beside) == 1:
            return beside.pop()
    if (
        own.side == "civilians"
        and link.group.number is None
        and (own.group or "").lower() in ("driver", "cook", "interpreter")
    ):
        beside = {
            known.get(tied.group.start, NOBODY).side
            for tied in links
            if tied.chain == link.chain and tied is not link
        }
        if beside == {"security_forces"}:
            return "security_forces"
    return own.side


def _owned(link: Link) -> bool:
    """Whether the group is "his guards", "two of his guards"."""
    return link.group.owned or link.group.partitive


def _of_the_family(link: Link, links: Sequence[Link], known: Mapping[int, Belonging]) -> bool:
    """As in "a man, his wife and four children": somebody told together with his own people."""
    head = link.group.head
    if head is None or head.word not in ("man", "person") or link.group.implied != 1:
        return False
    beside = [
        tied.group
        for tied in links
        if tied.chain == link.chain and tied.outcome == link.outcome and tied.group.start > link.group.start
    ]
    return any(g.owned and known.get(g.start, NOBODY).side == "civilians" for g in beside)


def _side_of_the_men(link: Link, links: Sequence[Link], known: Mapping[int, Belonging]) -> Side:
    """As in "nine men and two women": men, of whom nothing is said, make the women nobody's either."""
    beside = [
        known.get(tied.group.start, NOBODY).side
        for tied in links
        if (tied.chain, tied.outcome, tied.host) == (link.chain, link.outcome, None)
        and _is_man_or_woman(tied.group)
    ]
    return "unknown" if "unknown" in beside else "civilians"


def _is_whole(link: Link) -> bool:
    """Whether the people lie inside no others: parts are shown one by one."""
    return link.host is None and not link.inside


def _is_man_or_woman(group: Group) -> bool:
    """Whether a group's noun only tells sex or age."""
    return group.head is not None and group.head.word in _sexes()


@cache
def _sexes() -> frozenset[str]:
    return frozenset(load("people")["sexes"].split())
