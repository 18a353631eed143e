"""What a clause speaks of: its day, its place, and whether its figures tell one event, a total or the past.

`frames` cuts each sentence that tells a count or an event into segments and gives each segment its own date,
places and scope cues. Scope is judged by segment: "…, bringing the total to 23" must not capture the figure
before it.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.count_mention import CountMention
from extract.count_tokens import Sentence
from extract.incident_frames import is_short
from extract.incident_words import words_of
from extract.lexicon import Lexicon
from extract.places import PlaceMention
from extract.scope_clauses import other_events
from extract.scope_cover import read_scope
from extract.scope_cuts import cuts_of
from extract.scope_each import at_each_place
from extract.scope_frame import Frame, Trigger
from extract.scope_when import read_when
from extract.scope_where import context_of, locate, parts_elsewhere, read_where, two_events, where_told

if TYPE_CHECKING:
    from extract.dates import DateMention


#: What may stand between "the" and an event: "the three-hour gun battle".
_DESCRIBE = frozenset({"word", "num", "figure", "age", "adv", "date"})
#: What mines that explode under nobody are dug for.
_ORES = frozenset(
    {"gold", "coal", "copper", "silver", "diamond", "iron", "tin", "salt", "zinc", "jade", "cobalt", "coltan"}
)
#: What any event is called when it is spoken of again.
_CALLED = frozenset({"incident"})


def frames(
    text: str,
    sentences: Sequence[Sentence],
    counts: Sequence[CountMention],
    dates: Sequence[DateMention],
    places: Sequence[PlaceMention],
    lexicon: Lexicon,
) -> list[Frame]:
    """The frames of a text in order. Sentences that tell neither counts nor events give none."""
    by_sentence: dict[int, list[CountMention]] = {}
    for count in counts:
        by_sentence.setdefault(count.sentence, []).append(count)
    date_starts = [d.span.start for d in dates]
    place_starts = [p.span.start for p in places]
    out: list[Frame] = []
    paragraph = 0
    located: dict[str, list[PlaceMention]] = {}
    for sentence in sentences:
        mine = by_sentence.get(sentence.index, [])
        triggers = _triggers(sentence, lexicon)
        paragraph += sentence.first_of_paragraph
        here_dates = dates[bisect_left(date_starts, sentence.start) : bisect_right(date_starts, sentence.end)]
        here_places = places[
            bisect_left(place_starts, sentence.start) : bisect_right(place_starts, sentence.end)
        ]
        locate(sentence, here_places, located)
        if not mine and not triggers:
            context = context_of(sentence, paragraph, here_dates, here_places, located)
            if context is not None:
                out.append(context)
            continue
        apart = parts_elsewhere(text, mine, here_places)
        clauses = other_events(sentence, mine, [t.at for t in triggers], here_places)
        cuts = cuts_of(sentence, mine, here_dates, here_places, [*apart, *clauses])
        begun = len(out)
        for n, (start, end) in enumerate(cuts):
            frame = Frame(sentence.index, start, end, paragraph=paragraph)
            frame.opening = sentence.first_of_paragraph and n == 0
            frame.aside = n > 0 and text.startswith("where ", start)
            frame.asks = sentence.lows[-1] == "?"
            frame.counts = [c for c in mine if start <= _anchor(c) < end]
            frame.triggers = [t for t in triggers if start <= t.at < end]
            if not frame.counts and (not frame.triggers or (len(cuts) > 1 and n > 0)):
                continue
            inside_dates = [d for d in here_dates if start <= d.span.start < end]
            inside_places = [p for p in here_places if start <= p.span.start < end]
            read_when(frame, sentence, inside_dates)
            frame.places = read_where(frame, sentence, inside_places)
            if not frame.places and n and start in clauses:
                frame.places = where_told(sentence, start, here_places)
            read_scope(frame, sentence, lexicon, text)
            if n and start in clauses and text[start : start + 5].lower() == "while":
                frame.strong = True
            both = two_events(frame, sentence, inside_places, lexicon.event_masses)
            if both and frame.total in ("", "places"):
                frame.total, frame.places = "places", both
            out.extend(at_each_place(frame, sentence))
        if _in_turn(out[begun:]):
            _share(out[begun:])
            for frame in out[begun:]:
                frame.total = ""
        elif apart:
            _share(out[begun:])
        else:
            _cover(sentence, out[begun:])
            _lend_day(out[begun:])
            _lend_report(out[begun:])
    return out


def _in_turn(told: Sequence[Frame]) -> bool:
    """As in "Shelling over the past day killed three people in Donetsk, two in Kherson, one in Izium": each
    of several figures with its place, in one short window.
    """
    if len(told) < 3 or not all(f.counts and f.places and f.date is None for f in told):
        return False
    windows = [f.window for f in told if f.window is not None]
    return len(windows) == 1 and windows[0].form != "since" and is_short(windows[0].value)


def _share(told: Sequence[Frame]) -> None:
    """Window and day of a sentence that breaks a figure down by place hold for the whole and its parts.

    The whole is a total; so are its parts where they are those of a period.
    """
    window = next((f.window for f in told if f.window is not None), None)
    date = next((f.date for f in told if f.date is not None), None)
    period = any(f.total == "period" for f in told)
    for n, frame in enumerate(told):
        frame.window, frame.date = frame.window or window, frame.date or date
        if period:
            frame.total = frame.total or "period"
        elif n == 0 and len(told) > 1 and frame.counts:
            frame.total = frame.total or "places"


def _lend_day(told: Sequence[Frame]) -> None:
    """As in "Raids on Sunday killed 19 people in Zhob, and another 23 in Kalat": a day before the first
    figure is that of what follows "another", too; any day is that of what "while" adds.
    """
    for first, second in itertools.pairwise(told):
        if second.date is None and first.date is not None and first.counts and second.counts:
            before = first.date.span.start < first.counts[0].at and not second.triggers
            beside = {"while", "others"} <= second.words or {"while", "another"} <= second.words
            if second.counts[0].more and (before or beside) and second.window is None:
                second.date = first.date


def _lend_report(told: Sequence[Frame]) -> None:
    """As in "A policeman was shot in Zhob and a mine killed two in Kalat, the army said on Sunday"."""
    said = next((f.reported for f in told if f.reported is not None), None)
    for frame in told:
        if frame.date is None and frame.window is None:
            frame.reported = frame.reported or said


def _cover(sentence: Sentence, told: Sequence[Frame]) -> None:
    """As in "14 died on Monday, including a car bomb that killed two": the whole is over several events, and
    one of them has its day.
    """
    for whole, one in itertools.pairwise(told):
        at = next((t for t in sentence.tokens if t.start == one.start), None)
        if at is None or at.low != "including" or not whole.counts:
            continue
        whole.total = whole.total or "several"
        if one.date is None and whole.date is not None and whole.date.value.precision == "day":
            one.date = whole.date


def _anchor(count: CountMention) -> int:
    return (
        count.part_of.at
        if count.part_of is not None and count.part_of.sentence == count.sentence
        else count.at
    )


def _triggers(sentence: Sentence, lexicon: Lexicon) -> list[Trigger]:
    found = []
    tokens = sentence.tokens
    for start, end, (kind, form) in lexicon.events.find_at(sentence.lows, sentence.event_places):
        definite = bare = False
        if kind == "none" or _is_campaign(sentence, start) or _only_says_which(sentence.lows, start, end):
            continue
        if form == "verb" and _in_words(sentence, start, lexicon):
            continue
        if kind == "mine" and start and sentence.lows[start - 1] in _ORES:
            continue  # "an attack on a gold mine"
        if _did_not_happen(sentence.lows, start, form):
            form = "unreal"
        if form == "verb" and sentence.lows[start] in ("attack", "attacks") and not _as_verb(sentence, start):
            form = "noun" if sentence.lows[start] == "attack" else "nouns"
        if form == "verb" and _is_noun(sentence, start, end):
            form = "noun"
        if form == "noun":
            k = _party_before(sentence, start) - 1
            while k >= 0 and tokens[k].tag in _DESCRIBE and start - k < 5:
                k -= 1
            before = sentence.lows[max(0, k) : start]
            definite = (
                k >= 0
                and tokens[k].low in ("the", "this", "that", "no")
                and not words_of("ordinals") & set(before)
            )
            bare = (
                k >= 0
                and tokens[k].low in words_of("about")
                and sentence.lows[end - 1] not in lexicon.event_masses
            )
        elif form == "nouns" and _one_of(sentence, start):
            form = "noun"
        elif form == "nouns":
            definite = any(
                low in ("the", "these", "those") for low in sentence.lows[max(0, start - 2) : start]
            )
            bare = "by" in sentence.lows[max(0, start - 3) : start]  # "killed by execution-style shootings"
        found.append(
            Trigger(tokens[start].start, kind, form, " ".join(sentence.lows[start:end]), definite, bare)
        )
    return found or _incident(sentence)


def _incident(sentence: Sentence) -> list[Trigger]:
    """As in "The incident happened on Monday in Zhob": speaks of the event told before, whatever it was."""
    if not _CALLED.isdisjoint(sentence.words):
        for at, token in enumerate(sentence.tokens):
            before = sentence.lows[max(0, at - 3) : at]
            if token.low in _CALLED and not {"the", "this"}.isdisjoint(before):
                return [Trigger(token.start, "none", "noun", token.low, definite=True)]
    return []


def _party_before(sentence: Sentence, at: int) -> int:
    """Where the name of a party begins that stands right before a token: "the Rebel Army (RA) ambush"."""
    tokens, lows = sentence.tokens, sentence.lows
    if at > 3 and lows[at - 1] == ")" and lows[at - 3] == "(":
        k = at - 4
        while k > 0 and (tokens[k].text[:1].isupper() or tokens[k].low == "of"):
            k -= 1
        return k + 1
    return next((first for first, end, _, _ in sentence.parties if end == at), at)


def _is_campaign(sentence: Sentence, at: int) -> bool:
    """As in "Operation Southern Orchard began": the name of a campaign tells no event of it."""
    if sentence.lows[at] != "operation":
        return False
    tokens, end = sentence.tokens, at
    while end < len(tokens) and tokens[end].tag == "word" and tokens[end].text[0].isupper():
        end += 1
    return end > at + 1 and not words_of("begun").isdisjoint(sentence.lows[end : end + 2])


def _only_says_which(lows: Sequence[str], start: int, end: int) -> bool:
    """As in "17 kidnapping cases", "an attack helicopter", "murder charges": it tells no event."""
    return end == start + 1 and lows[end : end + 1] != [] and lows[end] in words_of("of_deeds")


def _did_not_happen(lows: Sequence[str], at: int, form: str) -> bool:
    """As in "to murder", "was not attacked", "without a shot being fired"."""
    before = _phrase_before(lows, at)
    if not words_of("possible").isdisjoint(before):
        return True
    told = form == "noun" or lows[at].endswith("ing")  # "men accused of spying were killed" is told
    if told and "of" in before and any(low.startswith("accus") for low in before[: before.index("of")]):
        return True  # "Moscow accused Kyiv of cross-border shelling"
    if form == "noun":
        return lows[at] in words_of("verbs_too") and _infinitive(lows, at)
    return form == "verb" and not words_of("denials").isdisjoint(lows[max(0, at - 4) : at])


def _phrase_before(lows: Sequence[str], at: int) -> Sequence[str]:
    """The words before a token back to a comma, eight at most."""
    first = max(0, at - 8)
    for k in range(at - 1, first - 1, -1):
        if lows[k] in (",", ";"):
            return lows[k + 1 : at]
    return lows[first:at]


def _infinitive(lows: Sequence[str], at: int) -> bool:
    """As in "to murder", "to intimidate and murder": a verb, and nothing that happened."""
    return "to" in lows[max(0, at - 1) : at] or (
        lows[max(0, at - 1) : at] == ["and"] and lows[at - 3] == "to"
    )


def _in_words(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """As in "harshly attacked the minister", "slammed": done in a speech and not with weapons."""
    return at > 0 and sentence.lows[at - 1] in lexicon.in_words


def _as_verb(sentence: Sentence, at: int) -> bool:
    """As in "rebels attack", "to attack"; not "the recent attacks"."""
    if at == 0:
        return False
    before = sentence.tokens[at - 1]
    after = sentence.tokens[at + 1 : at + 2]
    follows = bool(after) and (after[0].tag in ("prep", "have", "aux", "modal") or at + 1 in sentence.deed_at)
    if sentence.lows[at] == "attacks" and follows:
        return False  # "insurgent attacks have killed 11", "rebel attacks across the country"
    if before.low == "that" and at > 1 and sentence.tokens[at - 2].tag == "prep":
        return False  # "were wounded in that attack"
    people = any(end == at for end, _ in sentence.heads.values()) or any(
        end == at for _, end, _, _ in sentence.parties
    )
    return people or before.tag in ("modal", "pron", "rel", "adv") or before.low == "to"


def _is_noun(sentence: Sentence, start: int, end: int) -> bool:
    """As in "a separate bombing", "Friday's bombing": an "-ing" form behind an article or owner is a noun."""
    if end != start + 1 or not sentence.lows[start].endswith("ing") or start in sentence.deed_at:
        return False
    k = start - 1
    while k >= 0 and start - k < 4 and sentence.tokens[k].tag == "word" and k not in sentence.heads:
        k -= 1
    return k >= 0 and sentence.tokens[k].tag in ("art", "def", "own")


def _one_of(sentence: Sentence, at: int) -> bool:
    """As in "in one of these operations": a plural that speaks of one event."""
    before = sentence.lows[max(0, at - 6) : at]
    return any(a == "one" and b == "of" for a, b in itertools.pairwise(before))
