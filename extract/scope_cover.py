"""Whether the figures of a segment tell one event, or a total over several events, places or a period."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence

from extract.count_tokens import Sentence, Token
from extract.incident_words import words_of
from extract.lexicon import Lexicon, Phrases
from extract.places import PlaceMention
from extract.scope_clauses import counted_back, long_ago
from extract.scope_frame import Frame
from extract.scope_when import told_of_a_place, words_before

_COARSE = ("admin1", "country", "region")
_ALL = frozenset(("all", "total"))
_SAME_PLACE = frozenset(("same", "there", "nearby", "scene"))
_QUARTERS = frozenset(("districts", "neighbourhoods", "neighborhoods", "localities"))
_MORE = frozenset(("another", "separate", "similar"))
_IN_TURN = frozenset(("second", "third"))
#: Behind "the deadliest", "the worst attacks": among which.
_AMONG = frozenset(("in", "of", "such", "ever", "since"))
_LISTED = re.compile(r"\band\b|&|\bas well as\b", re.IGNORECASE)


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
    period = _of_a_period(said, scope["period"])
    frame.plural_events = _several_events(frame, sentence, own, lexicon)
    crowd = any(c.value > 1 for c in frame.counts)  # "a man was killed during the nationwide strike": once
    alone = len(frame.counts) == 1 and not crowd  # "a rebel was killed in a series of clashes"
    several = (frame.plural_events and not alone) or (
        crowd
        and (
            _bare_plural(frame, sentence, own, lexicon)
            or scope["several"].find(said) is not None
            or _several_places(frame, sentence, own)
            or _attacks_that_killed(frame, sentence)
        )
    )
    several = several or (crowd and _across_a_land(frame, sentence))
    lead = scope["lead"].find(lows) is not None or (
        any(c.rule == "number of" for c in frame.counts) and not words_of("brings_to").isdisjoint(frame.words)
    )
    plain = " ".join(lows).split()  # a date is one token
    told = " ".join(sentence.lows[first:ends]).split()
    past = scope["background"].find(told)
    frame.background = past is not None and not _told_of_the_place(frame, sentence, told[: past[0]])
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
    if _one_more(frame, sentence, first):
        frame.strong = True
    if frame.counts and _before_that(frame, sentence, first):
        frame.background = frame.strong = True
    if long_ago(sentence, first, last, [t.at for t in frame.triggers]):
        frame.background = frame.strong = True
    frame.another = frame.another or _also_in_one(frame, sentence, first, last)
    frame.strong = frame.strong or (_also_there(sentence, first) and bool(frame.triggers))
    frame.same_place = not _SAME_PLACE.isdisjoint(frame.words)
    frame.same_day = scope["same_day"].find(plain[:7]) is not None
    frame.since_then = {"since", "then"} <= frame.words and ("since", "then") in itertools.pairwise(lows)
    frame.in_all = (
        "in" in frame.words
        and not _ALL.isdisjoint(frame.words)
        and any(a == "in" and b in _ALL for a, b in itertools.pairwise(lows))
    ) or "altogether" in frame.words
    frame.other = frozenset(kind for _, _, kind in lexicon.other.find_all(lows))
    lead = lead and not _toll_of_one(frame, sentence)
    if not frame.counts:
        return
    if (
        (frame.window is not None and frame.date is None)
        or (period and not frame.date)
        or _up_to_now(frame)
        or _so_far(frame)
        or frame.since_then
        or _of_a_conflict(frame)
        or _of_a_war(frame)
        or _since_an_event(frame, sentence, first, last)
    ):
        frame.total = "period"
    elif lead:
        frame.total = "lead"
    elif several:
        frame.total = "several"
    elif _many_places(frame, sentence):
        frame.total = "places"
    elif _summed_up(frame) or _in_attacks(frame, sentence):
        frame.total = "several"
    elif (
        frame.date is not None and frame.date.value.precision in ("year", "month") and _no_single_event(frame)
    ):
        frame.total = "period"


def _toll_of_one(frame: Frame, sentence: Sentence) -> bool:
    """As in "bringing the toll in Friday's bombing to 62": a running figure of one event that it names."""
    tolls = [c.outcome_cue.end for c in frame.counts if c.toll and c.outcome_cue is not None]
    named = [t.at for t in frame.triggers if t.form == "noun" and not t.bare]
    if not tolls or not named or any(t.form == "nouns" for t in frame.triggers):
        return False
    between = [t for t in sentence.tokens if tolls[0] <= t.start < named[0]]
    return bool(between) and between[0].low in ("in", "from", "of") and len(between) < _BETWEEN


def _since_an_event(frame: Frame, sentence: Sentence, first: int, last: int) -> bool:
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


def _told_of_the_place(frame: Frame, sentence: Sentence, before: list[str]) -> bool:
    """As in "The strike hit Zhob, where troops began an offensive last month": past, but of the place."""
    if "where" not in before:
        return False
    at = next((t.start for t in sentence.tokens if t.low == "where" and t.start > frame.start), frame.end)
    told = [c.at for c in frame.counts] + [t.at for t in frame.triggers]
    return bool(told) and min(told) < at and not any(c.at > at for c in frame.counts)


def _up_to_now(frame: Frame) -> bool:
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


def _so_far(frame: Frame) -> bool:
    """As in "19 rebels have been killed in Zhob this year", "the number of rebels killed this year is 19"."""
    if frame.date is None or frame.date.value.precision not in ("week", "month", "year"):
        return False
    if any(c.rule == "number of" for c in frame.counts):
        return True
    running = frame.date.span.text.lower().startswith("this") or {"so", "far"} <= frame.words
    perfect = not {"have", "has", "had"}.isdisjoint(frame.words) or "far" in frame.words
    anew = any(t.form == "noun" and not t.definite for t in frame.triggers)
    return running and perfect and not anew and max(c.value for c in frame.counts) > 1


#: So many words stand between a toll and the noun of its event.
_BETWEEN = 8
#: So many characters behind "in" a noun with its article stands.
_NEAR = 30
#: So many are the dead of a war and not of one event, where it is the war that is named.
_MANY = 500
#: "its 30-year campaign", "the decade-long insurgency".
_LASTING = re.compile(
    r"(?:\d{1,3}|[a-z]+)-(?:years?|months?|decades?|weeks?)(?:-(?:old|long))?|years-long|decades-long"
)
_WAR = 1000
#: Words that sum up what happened until then.
_SUMMED = ({"had", "been"}, {"have", "been"}, {"had", "died"}, {"have", "died"})


def _of_a_war(frame: Frame) -> bool:
    """Whether a figure in the thousands has no day of its own: no single event of a report kills so many."""
    many = any(c.value >= _WAR and c.outcome in ("killed", "wounded") for c in frame.counts)
    dated = frame.date is not None and frame.date.value.precision in ("day", "days")
    return many and not dated


def _of_a_conflict(frame: Frame) -> bool:
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


def _before_that(frame: Frame, sentence: Sentence, first: int) -> bool:
    """As in "Before the ambush, the army said five rebels had died in clashes": what came before that."""
    if sentence.lows[first : first + 2] not in (["before", "the"], ["before", "that"], ["prior", "to"]):
        return False
    comma = next((t.start for t in sentence.tokens[first : first + 8] if t.low == ","), 0)
    return any(t.form == "noun" and t.definite and t.at < comma for t in frame.triggers)


def _also_there(sentence: Sentence, first: int) -> bool:
    """As in "Also in Zhob, a bomb …", "Also on Sunday, six men …": one more at that place or day."""
    if sentence.lows[first : first + 1] not in (["also"], ["then"]) or first + 1 >= len(sentence.tokens):
        return False
    after = sentence.tokens[first + 1]
    if sentence.lows[first] == "then":
        return after.low == ","  # "similar raids last year. Then, over 200 people died"
    return after.low == "," or after.tag == "date" or after.low in ("in", "on", "near", "at")


def _one_more(frame: Frame, sentence: Sentence, first: int) -> bool:
    """As in "Officials said another ambush occurred …, where two died": an event beside the one told."""
    if frame.opening and _another_when(frame, sentence, first):
        return True
    if (_MORE | _IN_TURN).isdisjoint(sentence.words):
        return False
    for k in range(first, min(first + 14, len(sentence.tokens))):
        a_second = sentence.lows[k] in _IN_TURN and sentence.lows[k - 1 : k] == ["a"]
        if sentence.lows[k] in _MORE or a_second:
            ahead = {t.start for t in sentence.tokens[k + 1 : k + 4]}
            if any(t.at in ahead and t.form == "noun" for t in frame.triggers):
                return True
    return False


def _another_when(frame: Frame, sentence: Sentence, first: int) -> bool:
    """As in "Another soldier was killed when rebels attacked a post in Zhob": somebody else in a paragraph of
    its own, and an attack that is told with its maker.
    """
    if sentence.lows[first] not in ("another", "two", "three", "four") or "when" not in frame.words:
        return False
    if not (frame.counts and frame.counts[0].more) or any(t.definite for t in frame.triggers):
        return False
    when = next((t.start for t in sentence.tokens[first:] if t.low == "when"), sentence.end)
    strong = [t for t in frame.triggers if t.form == "verb" and t.word not in words_of("weak")]
    return any(t.at > when for t in strong) and frame.counts[0].at < when


def _also_in_one(frame: Frame, sentence: Sentence, first: int, last: int) -> bool:
    """As in "Three officers were also killed in an attack by …": one more event."""
    if "also" not in frame.words:
        return False
    also = next(k for k in range(first, last) if sentence.lows[k] == "also")
    behind = [
        k for k in range(also, last - 1) if sentence.lows[k] == "in" and sentence.tokens[k + 1].tag == "art"
    ]
    starts = [sentence.tokens[k].start for k in behind]
    one = [t for t in frame.triggers if t.form == "noun" and not t.definite]
    one = [t for t in one if any(0 < t.at - at < _NEAR for at in starts)]
    if not frame.places and frame.date is None:
        one = [t for t in one if t.kind != "clash"]  # "15 rebels also died in an exchange of fire"
    return bool(one) and not any(t.definite for t in frame.triggers)


def _of_a_period(lows: list[str], phrases: Phrases[str]) -> bool:
    """Whether a phrase of a period stands here, and no word before it singles one event out of it."""
    hit = phrases.find(lows)
    if hit is not None:
        return not any(low in words_of("ordinals") for low in lows[max(0, hit[0] - 7) : hit[0]])
    return not words_of("conflicts").isdisjoint(lows) and any(_LASTING.fullmatch(low) for low in lows)


def _several_events(frame: Frame, sentence: Sentence, own: list[int], lexicon: Lexicon) -> bool:
    """Whether a plural of events with a figure or "several", "separate", "repeated" stands here; "twin
    blasts" at one point are one event.
    """
    if lexicon.event_plurals.isdisjoint(frame.words):
        return False
    tokens, kept = sentence.tokens, set(own)
    ended = _report_goes_on(frame, sentence, own)
    for k in own:
        if k >= ended:
            break
        if sentence.lows[k] in lexicon.event_plurals and tokens[k].tag == "word":
            for back in range(k - 1, max(own[0], k - 4) - 1, -1):
                if back not in kept:
                    break
                if sentence.lows[back] == "twin" and (not frame.places or _at_one_point(frame)):
                    return False
                if tokens[back].tag == "num" or sentence.lows[back] in lexicon.event_plural_words:
                    return words_of("sought").isdisjoint(sentence.lows[max(0, back - 4) : back])
                if sentence.lows[back] == "of" and sentence.lows[back - 1] in words_of("rows"):
                    return True  # "a wave of rebel attacks"
                if tokens[back].tag != "word":
                    break
    return False


#: Plurals that tell of more than one event though no figure stands before them.
_RANGING = frozenset(
    ("operations", "ibos", "raids", "ambushes", "bombings", "shootings", "assaults", "attacks")
)
_DESCRIBED = 4
_WITHIN = frozenset(("in", "during", "by", "after", "from"))


def _bare_plural(frame: Frame, sentence: Sentence, own: list[int], lexicon: Lexicon) -> bool:
    """As in "23 rebels were killed in airstrikes and clashes", "… in raids across the province": events in
    the plural, two kinds of them or over more than a town.
    """
    if lexicon.event_plurals.isdisjoint(frame.words):
        return False
    lows, coarse = sentence.lows, not frame.places or frame.places[0].value.precision in _COARSE
    for k in own[1:]:
        if lows[k] not in lexicon.event_plurals:
            continue
        said = k - 1
        while said > own[0] and k - said < _DESCRIBED and sentence.tokens[said].tag == "word":
            said -= 1
        if lows[said] not in _WITHIN:
            continue
        if lows[k + 1 : k + 2] == ["and"] and lows[k + 2 : k + 3] and lows[k + 2] in lexicon.event_plurals:
            return True
        if coarse and lows[k] in _RANGING and frame.places:
            return True
    return False


def _across_a_land(frame: Frame, sentence: Sentence) -> bool:
    """As in "At least 120 people were killed across Syria on Saturday": no single event."""
    if not frame.places or frame.places[0].value.precision not in ("country", "admin1"):
        return False
    at = sentence.token_at(frame.places[0].phrase.start)
    return at > 0 and sentence.lows[at - 1] in ("across", "throughout")


def _report_goes_on(frame: Frame, sentence: Sentence, own: list[int]) -> int:
    """As in "killing three people, adding that several blasts were heard": where something else is told."""
    last = max((c.end for c in frame.counts), default=0)
    ends = (k for k in own if sentence.lows[k] == "adding" and sentence.tokens[k].start > last > 0)
    return next(ends, len(sentence.tokens))


def _summed_up(frame: Frame) -> bool:
    """As in "a total of 463 rebels had been killed in operations in the province": a plural of events
    without a day, over more than a town, in the words of a sum.
    """
    plural = any(t.form == "nouns" and not (t.definite or t.bare) for t in frame.triggers)
    summed = "total" in frame.words or any(said <= frame.words for said in _SUMMED)
    coarse = not frame.places or frame.places[0].value.precision in ("admin1", "country", "region")
    dated = frame.date is not None and frame.date.value.precision in ("day", "days")
    return plural and summed and coarse and not dated and frame.sentence > 0


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


def _at_one_point(frame: Frame) -> bool:
    own = {p.value.name for p in frame.places if p.form != "parent"}
    return len(own) == 1 and frame.places[0].value.precision not in ("country", "international", "unknown")


def _raids_on(frame: Frame, tokens: Sequence[Token], at: int) -> bool:
    """As in "raids on villages": a plural of events before "on"."""
    if tokens[at - 1].low != "on" or at < 2:
        return False
    return any(
        t.form == "nouns" and t.at <= tokens[at - 2].start < t.at + len(t.word) for t in frame.triggers
    )


def _attacks_that_killed(frame: Frame, sentence: Sentence) -> bool:
    """As in "claimed attacks that killed 40 people": a figure of a plural of attacks."""
    plural = {t.at for t in frame.triggers if t.form == "nouns" and not t.definite and t.kind != "clash"}
    for k in range(1, len(sentence.tokens) - 1) if plural else ():
        if sentence.lows[k] in ("that", "which") and sentence.tokens[k - 1].start in plural:
            after = sentence.tokens[k + 1].start
            return any(
                t.at in (after, *(x.start for x in sentence.tokens[k + 2 : k + 4])) for t in frame.triggers
            )
    return False


def _several_places(frame: Frame, sentence: Sentence, own: list[int]) -> bool:
    """As in "in raids on three villages", "gunmen raided two villages": events at more than one place."""
    if words_of("settlements").isdisjoint(frame.words):
        return False
    tokens, lows = sentence.tokens, sentence.lows
    deeds = {t.at for t in frame.triggers if t.form == "verb"}
    last = own[-1] + 1 if own else 0
    for k in own[1:]:
        if lows[k] in words_of("settlements") and (
            tokens[k - 1].start in deeds or _raids_on(frame, tokens, k)
        ):
            return True  # "attacked villages", "raids on villages"
        number = tokens[k].number
        hit = tokens[k - 1].start in deeds
        several = lows[k] in words_of("more_than_one") or (
            number is not None and (number.best or number.low or 0) > 1
        )
        if not several or not (tokens[k - 1].tag == "prep" or hit):
            continue
        noun = next((n for n in range(k + 1, min(k + 4, last)) if lows[n] in words_of("settlements")), -1)
        if noun < 0 or any(tokens[n].tag not in ("word", "more") for n in range(k + 1, noun)):
            continue
        if lows[noun] in _QUARTERS and _at_one_point(frame) and frame.places[0].value.precision == "place":
            continue  # "In Kyiv, four people were hurt in several districts"
        if hit or lows[k - 1] in ("in", "across", "on", "against"):
            return True
    return False


def _many_places(frame: Frame, sentence: Sentence) -> bool:
    own = [p for p in frame.places if p.form != "parent"]
    names = {p.value.name for p in own}
    if len(names) < 2 or "(" in own[0].phrase.text or not _LISTED.search(own[0].phrase.text):
        return False
    if not any(_tied(a, b) for a, b in itertools.pairwise(own)):
        return False
    if any(_one_in_other(a, b) for a in own for b in own if a is not b):
        return False
    if any(p.value.precision in ("region", "country", "near", "international") for p in frame.places):
        return False
    if not words_of("borders").isdisjoint(words_before(sentence, own[0].phrase.start, 4)):
        return False  # "along the boundary of Zhob and Kalat districts": one line
    return all(p.group == frame.places[0].group for p in frame.places)


def _tied(a: PlaceMention, b: PlaceMention) -> bool:
    """Whether "and" stands between two names, and not inside a name ("Zadoora, Jammu and Kashmir")."""
    at = a.phrase.start
    between = a.phrase.text[a.span.end - at : b.span.start - at]
    named = [word for word in between.split() if word[:1].isupper() and word.lower() not in words_of("units")]
    return _LISTED.search(between) is not None and not named


def _one_in_other(a: PlaceMention, b: PlaceMention) -> bool:
    """Whether the first is the district, province or country of the second."""
    name = (a.value.name or "").lower()
    return (
        name in {(unit or "").lower() for unit in (b.value.admin2, b.value.admin1)}
        and a.value.precision != b.value.precision
    )


def _no_single_event(frame: Frame) -> bool:
    broad = not frame.places or frame.places[0].value.precision in ("country", "admin1", "region")
    told = any(
        (t.form == "noun" and not t.definite)
        or (t.form == "verb" and (t.kind in ("bombing", "abduction") or t.word not in words_of("weak")))
        for t in frame.triggers
    )
    return broad and not told and max(c.value for c in frame.counts) > 2
