"""What tells no count of people, though a noun and an outcome word stand together."""

from __future__ import annotations

from extract.count_group import Group
from extract.count_link import Link
from extract.count_tokens import Sentence
from extract.incident_words import words_of

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
_TERMS = frozenset({"term", "terms", "word", "words", "phrase", "expression"})


def tells_nobody(sentence: Sentence, link: Link) -> bool:
    """Whether a link of a sentence is no count: of things, of people of a kind, of what reporters saw."""
    group = link.group
    if group.name and not _acceptable_name(group, link):
        return True
    if not _acceptable_thing(group, link) or _of_a_kind(group, link):
        return True
    if _seen_by_reporters(sentence, link) or _of_no_person(sentence, group, link):
        return True
    # "the attackers disappeared": they fled
    return link.outcome == "missing" and group.head is not None and group.head.perpetrator


def is_gloss(sentence: Sentence) -> bool:
    """As in 'The term "neutralised" implies that they were killed or captured': a word is explained."""
    return not words_of("explains").isdisjoint(sentence.words) and not _TERMS.isdisjoint(sentence.words)


def _acceptable_thing(group: Group, link: Link) -> bool:
    """Open-class heads may be things where people and things alike are released, captured or missing."""
    if link.deed.deed.lemma == "seize":  # rifles and trucks are seized as well
        return group.head is not None and link.rule in ("active", "passive")
    if group.head is not None or group.head_at < 0 or group.name:
        return True
    return link.outcome in ("killed", "wounded", "abducted", "casualties") or link.deed.deed.lemma in (
        "arrest",
        "detain",
    )


def _acceptable_name(group: Group, link: Link) -> bool:
    """An open-class noun or a name suffers only where the outcome can befall nothing but people."""
    if group.thing or group.plural:
        return False
    if link.rule == "nominal":
        return True
    return link.outcome in ("killed", "wounded", "abducted", "arrested") and link.rule in (
        "passive",
        "subject",
        "active",
    )


def _of_a_kind(group: Group, link: Link) -> bool:
    """As in "involved in the killing of innocent civilians", "target killings of police": people of a kind,
    without a figure, and no count of anybody.
    """
    unnumbered = group.number is None and group.implied is None and not group.zero
    kind = group.plural or (group.head is not None and group.head.plural)
    return unnumbered and kind and not group.definite and link.rule in ("nominal", "of bodies")


def _seen_by_reporters(sentence: Sentence, link: Link) -> bool:
    """As in "An agency witness counted eight bodies": what a reporter happened to see of the dead."""
    if link.deed.deed.lemma not in ("body", "corpse") or _SEEING.isdisjoint(sentence.words):
        return False
    return not _REPORTERS.isdisjoint(sentence.lows[: link.deed.start])


def _of_no_person(sentence: Sentence, group: Group, link: Link) -> bool:
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
