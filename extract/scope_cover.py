"""Whether the figures of a segment tell one event, or a total over several events, places or a period."""

from __future__ import annotations

import itertools
from bisect import bisect_left

from extract.count_tokens import Sentence
from extract.incident_words import words_of
from extract.lexicon import Lexicon
from extract.scope_clauses import counted_back, long_ago
from extract.scope_frame import Frame
from extract.scope_others import also_in_one, also_there, before_that, one_more
from extract.scope_periods import (
    no_single_event,
    of_a_conflict,
    of_a_period,
    of_a_war,
    since_an_event,
    so_far,
    summed_up,
    told_of_the_place,
    toll_of_one,
    up_to_now,
)
from extract.scope_several import (
    across_a_land,
    attacks_that_killed,
    bare_plural,
    many_places,
    several_events,
    several_places,
    several_told,
)
from extract.scope_when import told_of_a_place
from extract.scope_where import quarter_of

_ALL = frozenset(("all", "total"))
_SAME_PLACE = frozenset(("same", "there", "nearby", "scene"))
#: Behind "the deadliest", "the worst attacks": among which.
_AMONG = frozenset(("in", "of", "such", "ever", "since"))


def read_scope(frame: Frame, sentence: Sentence, lexicon: Lexicon, text: str) -> None:
    """Sets what the figures of a frame cover (`total` and what tells it) and which event it speaks of."""
    first, last = sentence.token_at(frame.start), sentence.token_at(frame.end)
    starts = sentence.starts
    lows = sentence.lows[first:last]
    scope = lexicon.scope
    frame.words = frozenset(lows)
    behind = told_of_a_place(frame, sentence)
    ends = bisect_left(starts, behind) if behind else last
    own = _singled_out(frame, sentence, first, ends) or list(range(first, ends))
    whole = len(own) == last - first
    said = lows if whole else [sentence.lows[k] for k in own]
    if not whole:
        aside = set(starts[own[0] : last]).difference(starts[k] for k in own)
        if frame.date is not None and frame.date.span.start in aside:
            frame.date = None
        if frame.window is not None and frame.window.span.start in aside:
            frame.window = None  # "the deadliest attack in the past ten years"
    period = of_a_period(said, scope["period"])
    frame.plural_events = several_events(frame, sentence, own, lexicon)
    crowd = any(c.value > 1 for c in frame.counts)  # "a man was killed during the nationwide strike": once
    alone = len(frame.counts) == 1 and not crowd  # "a rebel was killed in a series of clashes"
    several = (frame.plural_events and not alone) or (
        crowd
        and (
            bare_plural(frame, sentence, own, lexicon)
            or several_told(frame, sentence, own, scope["several"].find(said))
            or several_places(frame, sentence, own)
            or attacks_that_killed(frame, sentence)
        )
    )
    several = several or (crowd and across_a_land(frame, sentence))
    lead = scope["lead"].find(lows) is not None or (
        any(c.rule == "number of" for c in frame.counts) and not words_of("brings_to").isdisjoint(frame.words)
    )
    plain = " ".join(lows).split()  # a date is one token
    told = " ".join(sentence.lows[first:ends]).split()
    past = scope["background"].find(told)
    frame.background = past is not None and not told_of_the_place(frame, sentence, told[: past[0]])
    if {"had", "earlier"} <= frame.words and any(c.toll for c in frame.counts) and frame.date is None:
        frame.background = False  # "Officials had earlier put the toll at 30": of the same event
        for count in frame.counts:
            count.toll = count.overtaken = True
    opening = lows[:14]
    frame.another = bool(plain) and scope["another"].match(plain[:14], 0) is not None
    frame.counted_back = counted_back(sentence, frame.counts, first, last, text)
    if frame.another and opening[0] == "another":
        frame.another = not any(k in sentence.heads for k in range(first, min(first + 4, last)))
    if frame.another and opening[0] in ("another", "later") and not lexicon.tellings.isdisjoint(lows[:7]):
        frame.another = False  # "Another post", "Later reporting", "Another couple": told of the same event
    if frame.another and opening[:1] == ["meanwhile"] and not words_of("confirms").isdisjoint(opening):
        frame.another = not any(t.definite and t.form == "noun" for t in frame.triggers)
        frame.another = frame.another and "incident" not in frame.words
    frame.strong = scope["another_strong"].find(opening) is not None or (
        frame.counted_back is not None and bool(frame.counts)
    )
    if plain[:3] in (["in", "the", "deadliest"], ["in", "the", "worst"]):
        frame.background, frame.strong = False, True  # "In the deadliest attack, …": one of those told of
    if one_more(frame, sentence, first):
        frame.strong = True
    if frame.counts and before_that(frame, sentence, first):
        frame.background = frame.strong = True
    if long_ago(sentence, first, last, [t.at for t in frame.triggers]):
        frame.background = frame.strong = True
    frame.another = frame.another or also_in_one(frame, sentence, first, last)
    frame.strong = frame.strong or (also_there(sentence, first) and bool(frame.triggers))
    frame.quarter = quarter_of(frame, sentence)
    frame.same_place = not _SAME_PLACE.isdisjoint(frame.words)
    frame.same_day = scope["same_day"].find(plain[:7]) is not None
    frame.since_then = {"since", "then"} <= frame.words and ("since", "then") in itertools.pairwise(lows)
    frame.in_all = (
        "in" in frame.words
        and not _ALL.isdisjoint(frame.words)
        and any(a == "in" and b in _ALL for a, b in itertools.pairwise(lows))
    ) or "altogether" in frame.words
    frame.other = frozenset(kind for _, _, kind in lexicon.other.find_all(lows))
    lead = lead and not toll_of_one(frame, sentence)
    if not frame.counts:
        return
    if (
        (frame.window is not None and frame.date is None)
        or (period and not frame.date)
        or up_to_now(frame)
        or so_far(frame)
        or frame.since_then
        or of_a_conflict(frame)
        or of_a_war(frame)
        or since_an_event(frame, sentence, first, last)
    ):
        frame.total = "period"
    elif lead:
        frame.total = "lead"
    elif several:
        frame.total = "several"
    elif many_places(frame, sentence):
        frame.total = "places"
    elif summed_up(frame) or _in_attacks(frame, sentence):
        frame.total = "several"
    elif (
        frame.date is not None and frame.date.value.precision in ("year", "month") and no_single_event(frame)
    ):
        frame.total = "period"


def _singled_out(frame: Frame, sentence: Sentence, first: int, last: int) -> list[int]:
    """The tokens that can say what the figures cover. Left out are an aside that ranks the event among others
    ("…, the latest in a series of attacks this month") and what stands before "including another", where
    only what follows has figures ("blamed for a string of attacks, including one that left 20 dead").
    """
    if "including" not in frame.words and words_of("ordinals").isdisjoint(frame.words):
        return list(range(first, last))
    lows, out = sentence.lows, []
    start = first
    for k in range(first, last - 1):
        if lows[k] == "including" and lows[k + 1] in ("another", "one", "an", "a"):
            if all(c.at >= sentence.tokens[k].start for c in frame.counts):
                start = k
            break
    aside = False
    for k in range(start, last):
        if lows[k] in words_of("ordinals") and lows[k - 1] in ("the", ",", "in") and k + 1 < last:
            noun = lows[k].endswith("est") or lows[k] == "worst"  # "the deadliest incidents in Gaza since"
            aside = not _AMONG.isdisjoint(lows[k + 1 : k + 2 + noun]) or aside
        elif lows[k] in (",", ";", "—", "–"):
            aside = False
        if not aside:
            out.append(k)
    kept = {sentence.tokens[k].start for k in out}
    told = [k for k in range(first, last) if any(c.at == sentence.tokens[k].start for c in frame.counts)]
    return (
        out if not told or any(sentence.tokens[k].start in kept for k in told) else list(range(start, last))
    )


#: What several make a total of what is told over a province; operations there may be one.
_STRUCK = frozenset({"attack", "strike", "bombing"})


def _in_attacks(frame: Frame, sentence: Sentence) -> bool:
    """As in "In the Zhob region, four people were killed in rebel attacks": events over a province."""
    if not frame.places or frame.places[0].value.precision not in ("admin1", "country", "region"):
        return False
    starts = [t.start for t in sentence.tokens]
    for trigger in frame.triggers:
        at = bisect_left(starts, trigger.at)
        told = trigger.form == "nouns" and not trigger.definite and trigger.kind in _STRUCK
        if told and "in" in sentence.lows[max(0, at - 3) : at]:
            return max((c.value for c in frame.counts), default=0) > 1
    return False
