"""Deaths told after the toll that they raise: "Five of the wounded died, bringing the toll to 62"."""

from __future__ import annotations

from collections.abc import Iterable

from extract.count_mention import CountMention
from extract.count_tokens import Sentence
from extract.incident_words import words_of


def mark_later_deaths(sentence: Sentence, mentions: Iterable[CountMention]) -> None:
    """Puts later deaths of one sentence inside the toll that they raise."""
    dead = {id(m): m for m in mentions if m.outcome == "killed" and m.best and m.part_of is None}
    whole = max((m for m in dead.values() if m.toll and not m.overtaken), key=lambda m: m.value, default=None)
    if whole is None:
        return
    for mention in dead.values():
        if not mention.toll and mention.value < whole.value and _died_later(sentence, mention):
            mention.part_of = whole


def died_since(mention: CountMention) -> bool:
    """As in "Five more of the wounded have died": people who raise a toll told before."""
    return mention.more and mention.outcome == "killed" and _cue(mention).startswith(_DYING)


_DYING = ("die", "dea", "dying", "succumb", "bod", "corpse")


def _died_later(sentence: Sentence, mention: CountMention) -> bool:
    """Whether people are told to have died of wounds, or to have been found dead beside others."""
    cue = _cue(mention)
    if cue.startswith("succumb") or (mention.more and cue.startswith(("bod", "corpse"))):
        return True
    hurt = words_of("hurt") | words_of("clinics")
    return cue.startswith(("die", "dea", "dying")) and not hurt.isdisjoint(sentence.words)


def _cue(mention: CountMention) -> str:
    return mention.outcome_cue.text.lower() if mention.outcome_cue else ""
