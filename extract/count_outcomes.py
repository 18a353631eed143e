"""What an outcome says of whose people they are who suffered it."""

from __future__ import annotations

from extract.count_belonging import Belonging
from extract.count_group import Group
from extract.count_link import Link
from extract.count_mention import CountMention

#: Attackers in the plural, of whom "four of them" are some.
_BAND = frozenset({"attackers", "assailants", "raiders", "gunmen"})
_PEACEFUL = frozenset(
    [
        "family",
        "families",
        "party",
        "parliament",
        "council",
        "church",
        "choir",
        "team",
        "community",
        "club",
        "congress",
        "assembly",
        "senate",
        "union",
        "tribe",
        "clan",
        "society",
        "committee",
        "crew",
        "league",
        "commission",
        "delegation",
        "orchestra",
        "association",
        "press",
        "red",
        "parish",
    ]
)
#: Words before a rank that say whose it is.
_FORCES = frozenset({"army", "police", "military", "navy", "marine", "security", "border", "intelligence"})


def by_outcome(own: Belonging, group: Group, link: Link) -> Belonging:
    """Who lays down arms is a fighter; gunmen in the plural are a band, a gunman alone is anybody, but
    one who is martyred is his country's.
    """
    head = group.head
    if own.side == "unknown" and own.perpetrator and link.deed.deed.lemma in ("martyr", "martyrdom"):
        return Belonging("security_forces", own.group, own.cue, False, True)
    if (
        own.side == "unknown"
        and head is not None
        and head.word in ("member", "supporter", "follower")
        and own.group
    ):
        named = own.group.split(" of ")[-1].removeprefix("the ")
        if (
            named[:1].isupper()
            and not _PEACEFUL & set(own.group.lower().split())
            and link.outcome != "wounded"
        ):
            return Belonging("militants", own.group, own.cue, False, True)
    if own.side == "unknown" and head is None and (own.group or "").lower().split()[-1:] and group.partitive:
        word = (own.group or "").lower().split()[-1]
        if word in _BAND:  # "the assailants were repelled and four of them killed"
            return Belonging("militants", own.group, own.cue, word != "gunmen", True)
    if own.side == "unknown" and link.outcome == "surrendered" and head is not None:
        return Belonging("militants", own.group, own.cue, False, True)
    if (
        own.side == "unknown"
        and head is not None
        and head.loose
        and head.word in ("gunman", "attacker", "assailant", "raider")
    ):
        several = group.plural or (
            group.number is not None and (group.number.best or group.number.low or 1) > 1
        )
        if several:
            return Belonging("militants", own.group, own.cue, head.word != "gunman", True)
    return own


def take_side(part: CountMention, whole: CountMention, link: Link) -> None:
    """As in "20 rebels, including a captain": whose captain he is, the others say."""
    head = link.group.head
    if head is not None and head.vague and whole.side == "militants" and part.side == "security_forces":
        own = set((part.group or "").lower().split()) - {head.word}
        if not own & _FORCES:
            part.side = whole.side
