"""Whether the figures of a segment are those of a time, a war or a running count, and no single event's."""

from __future__ import annotations

import itertools
import re

from extract.count_tokens import Sentence
from extract.incident_words import words_of
from extract.lexicon import Phrases
from extract.scope_frame import Frame

#: So many words stand between a toll and the noun of its event.
_BETWEEN = 8
#: So many are the dead of a war and not of one event, where it is the war that is named.
_MANY = 500
#: "its 30-year campaign", "the decade-long insurgency".
_LASTING = re.compile(
    r"(?:\d{1,3}|[a-z]+)-(?:years?|months?|decades?|weeks?)(?:-(?:old|long))?|years-long|decades-long"
)
_WAR = 1000
#: Words that sum up what happened until then.
_SUMMED = ({"had", "been"}, {"have", "been"}, {"had", "died"}, {"have", "died"})


def toll_of_one(frame: Frame, sentence: Sentence) -> bool:
    """As in "bringing the toll in Friday's bombing to 62": a running figure of one event that it names."""
    tolls = [c.outcome_cue.end for c in frame.counts if c.toll and c.outcome_cue is not None]
    named = [t.at for t in frame.triggers if t.form == "noun" and not t.bare]
    if not tolls or not named or any(t.form == "nouns" for t in frame.triggers):
        return False
    between = [t for t in sentence.tokens if tolls[0] <= t.start < named[0]]
    return bool(between) and between[0].low in ("in", "from", "of") and len(between) < _BETWEEN


def since_an_event(frame: Frame, sentence: Sentence, first: int, last: int) -> bool:
    """As in "Troops have killed over 200 rebels since the attack": a figure from an event told before
    until now.
    """
    if frame.date is not None or "since" not in frame.words:
        return False
    if any(a in ("has", "have") and b == "since" for a, b in itertools.pairwise(sentence.lows[first:last])):
        return any(c.value > 1 for c in frame.counts)  # "The army has since killed 170 rebels"
    named = {t.at for t in frame.triggers if t.form == "noun" and t.definite}
    for k in range(first, last - 2):
        if sentence.lows[k] == "since" and sentence.lows[k + 1] in ("the", "that", "this"):
            ahead = {t.start for t in sentence.tokens[k + 2 : k + 5]}
            return not named.isdisjoint(ahead) and all(c.at < sentence.tokens[k].start for c in frame.counts)
    return False


def told_of_the_place(frame: Frame, sentence: Sentence, before: list[str]) -> bool:
    """As in "The strike hit Zhob, where troops began an offensive last month": past, but of the place."""
    if "where" not in before:
        return False
    at = next((t.start for t in sentence.tokens if t.low == "where" and t.start > frame.start), frame.end)
    told = [c.at for c in frame.counts] + [t.at for t in frame.triggers]
    return bool(told) and min(told) < at and not any(c.at > at for c in frame.counts)


def up_to_now(frame: Frame) -> bool:
    """As in "Clashes this week have killed 57": a plural of events in a week or month that is not over."""
    if frame.date is None or not any(t.form == "nouns" and not t.definite for t in frame.triggers):
        return False
    weekend = "weekend" in frame.date.span.text.lower()
    if frame.date.value.precision not in ("week", "month", "year") and not weekend:
        return False
    coarse = not frame.places or frame.places[0].value.precision in ("admin1", "country", "region")
    apart = any(t.form == "nouns" and not t.definite and t.kind != "clash" for t in frame.triggers)
    if apart and coarse and (frame.date.value.precision == "week" or weekend):
        return True  # "Last week, roadside bombs killed 11 in attacks near the border"
    going_on = "been" in frame.words and not {"have", "has"}.isdisjoint(frame.words)
    return going_on or frame.date.span.text.lower().split()[-2:-1] == ["this"]


def so_far(frame: Frame) -> bool:
    """As in "19 rebels have been killed in Zhob this year", "the number of rebels killed this year is 19"."""
    if frame.date is None or frame.date.value.precision not in ("week", "month", "year"):
        return False
    if any(c.rule == "number of" for c in frame.counts):
        return True
    if not {"earlier", "late"}.isdisjoint(frame.words):
        return False  # "earlier this week": once
    running = frame.date.span.text.lower().startswith("this") or {"so", "far"} <= frame.words
    perfect = not {"have", "has", "had"}.isdisjoint(frame.words) or "far" in frame.words
    anew = any(t.form == "noun" and not t.definite for t in frame.triggers)
    return running and perfect and not anew and max(c.value for c in frame.counts) > 1


def of_a_war(frame: Frame) -> bool:
    """Whether a figure in the thousands has no day of its own: no single event of a report kills so many."""
    many = any(c.value >= _WAR and c.outcome in ("killed", "wounded") for c in frame.counts)
    dated = frame.date is not None and frame.date.value.precision in ("day", "days")
    return many and not dated


def of_a_conflict(frame: Frame) -> bool:
    """As in "The death toll in the ethnic violence has crossed 220": a running figure of more than a day.
    So is that of "this weekend's offensive".
    """
    if frame.date and not frame.places and frame.words & words_of("campaigns"):
        return frame.date.value.start != frame.date.value.end and frame.date.form != "night"
    if frame.date or frame.places or not frame.words & words_of("conflicts"):
        return False
    if all(c.more for c in frame.counts if c.part_of is None):
        return False  # "A dozen others have been hurt in the fighting": than those just told
    perfect = {"have", "been"} <= frame.words or {"has", "killed"} <= frame.words
    many = all((c.best or c.low or 0) >= _MANY for c in frame.counts)
    return many or all(c.toll or perfect for c in frame.counts)


def of_a_period(lows: list[str], phrases: Phrases[str]) -> bool:
    """Whether a phrase of a period stands here, and no word before it singles one event out of it."""
    hit = phrases.find(lows)
    if hit is not None:
        if lows[hit[0] : hit[1]] == ["recently"] and lows[max(0, hit[0] - 1) : hit[0]] == ["the"]:
            return False  # "north of the recently captured town"
        return not any(low in words_of("ordinals") for low in lows[max(0, hit[0] - 7) : hit[0]])
    if words_of("conflicts").isdisjoint(lows):
        return False
    return any(_LASTING.fullmatch(low) for low in lows if "-" in low)


def summed_up(frame: Frame) -> bool:
    """As in "a total of 463 rebels had been killed in operations in the province": a plural of events
    without a day, over more than a town, in the words of a sum.
    """
    plural = any(t.form == "nouns" and not (t.definite or t.bare) for t in frame.triggers)
    summed = "total" in frame.words or any(said <= frame.words for said in _SUMMED)
    coarse = not frame.places or frame.places[0].value.precision in ("admin1", "country", "region")
    dated = frame.date is not None and frame.date.value.precision in ("day", "days")
    return plural and summed and coarse and not dated and frame.sentence > 0


def no_single_event(frame: Frame) -> bool:
    """Whether nothing tells of one event in a land or province: people killed "in 2013", "in May"."""
    broad = not frame.places or frame.places[0].value.precision in ("country", "admin1", "region")
    told = any(
        (t.form == "noun" and not t.definite)
        or (t.form == "verb" and (t.kind in ("bombing", "abduction") or t.word not in words_of("weak")))
        for t in frame.triggers
    )
    return broad and not told and max(c.value for c in frame.counts) > 2
