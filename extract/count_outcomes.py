"""What an outcome says of whose people they are who suffered it."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from extract.count_belonging import Belonging
from extract.count_group import Group
from extract.count_link import Link
from extract.count_mention import CountMention
from extract.count_tokens import Sentence
from extract.incident_words import words_of
from extract.wordlists import load


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


def is_gloss(sentence: Sentence) -> bool:
    """As in 'The term "neutralised" implies that they were killed or captured': a word is explained."""
    return not words_of("explains").isdisjoint(sentence.words) and not _TERMS.isdisjoint(sentence.words)


def is_early(sentence: Sentence) -> bool:
    """As in "Initial reports said three had died", "The army gave a lower toll": they do not stand."""
    if "toll" in sentence.words and ("lower", "toll") in pairwise(w for w in sentence.lows if w != "death"):
        return True
    if _EARLY.isdisjoint(sentence.words):
        return False
    if not _AFTERWARDS.isdisjoint(sentence.words):
        return False  # "Initial reports spoke of two, though later ones said three"
    opening = [low for low in sentence.lows[:_OPENING] if low not in _KINDS]
    return any(first in _EARLY and second in _REPORTS for first, second in pairwise(opening))


def of_no_person(sentence: Sentence, group: Group, link: Link) -> bool:
    """As in "33 drones were shot down", "was rescued from the rubble": no people, or nobody's captives;
    "where they hold many of their captives" tells a habit.
    """
    deed = link.deed
    behind = tuple(sentence.lows[group.start : group.start + 3])
    if behind == ("many", "of", "their"):
        return link.outcome in ("arrested", "abducted") and link.rule == "active"
    if group.head is None and deed.deed.lemma == "shoot down":
        return True
    return deed.deed.lemma.startswith("rescue") and not _DANGERS.isdisjoint(
        sentence.lows[deed.end : deed.end + 5]
    )


_DANGERS = frozenset(
    [
        "rubble",
        "debris",
        "wreckage",
        "ruins",
        "fire",
        "flames",
        "building",
        "buildings",
        "house",
        "water",
        "sea",
        "river",
    ]
)


def seen_by_reporters(sentence: Sentence, link: Link) -> bool:
    """As in "An agency witness counted eight bodies": what a reporter happened to see of the dead."""
    if link.deed.deed.lemma not in ("body", "corpse") or _SEEING.isdisjoint(sentence.words):
        return False
    return not _REPORTERS.isdisjoint(sentence.lows[: link.deed.start])


_SEEING = frozenset({"saw", "seen", "counted", "filmed", "photographed"})
_REPORTERS = frozenset(
    [
        "witness",
        "journalist",
        "journalists",
        "reporter",
        "reporters",
        "correspondent",
        "photographer",
        "cameraman",
    ]
)
_OPENING = 8
_AFTERWARDS = frozenset({"later", "but", "though", "while", "since"})
_EARLY = frozenset({"initial", "earlier", "early", "preliminary", "first"})
_REPORTS = frozenset({"report", "reports", "toll", "count", "figures", "information", "accounts"})
_KINDS = frozenset({"media", "news", "military", "police", "official", "local", "press", "death", "casualty"})
_TERMS = frozenset({"term", "terms", "word", "words", "phrase", "expression"})
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


def of_a_kind(group: Group, link: Link) -> bool:
    """As in "involved in the killing of innocent civilians", "target killings of police": people of a kind,
    without a figure, and no count of anybody.
    """
    unnumbered = group.number is None and group.implied is None and not group.zero
    kind = group.plural or (group.head is not None and group.head.plural)
    return unnumbered and kind and not group.definite and link.rule in ("nominal", "of bodies")


def take_side(part: CountMention, whole: CountMention, link: Link) -> None:
    """As in "20 rebels, including a captain": whose captain he is, the others say."""
    head = link.group.head
    if head is not None and head.vague and whole.side == "militants" and part.side == "security_forces":
        own = set((part.group or "").lower().split()) - {head.word}
        if not own & _FORCES:
            part.side = whole.side


#: Words before a rank that say whose it is.
_FORCES = frozenset({"army", "police", "military", "navy", "marine", "security", "border", "intelligence"})


def is_the_suspect(group: Group) -> bool:
    """As in "The suspect died": the one whom the text calls so did what it told before."""
    head = group.head
    return head is not None and head.word == "suspect" and group.definite and not group.plural


def is_man_or_woman(group: Group) -> bool:
    """Whether a group's noun only tells sex or age."""
    return group.head is not None and group.head.word in _sexes()


@cache
def _sexes() -> frozenset[str]:
    return frozenset(load("people")["sexes"].split())
