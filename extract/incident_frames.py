"""What a frame by itself says: whether it tells a violent event, one event, a repeat, a part."""

from __future__ import annotations

from collections.abc import Sequence

from extract.count_mention import CountMention
from extract.incident_places import overlap
from extract.incident_words import tuple_of, words_of
from extract.model import DateRange
from extract.places import PlaceMention
from extract.scope_frame import Frame

_VIOLENT = frozenset(
    {"bombing", "clash", "strike", "abduction", "raid", "mine", "friendly_fire", "foiled", "surrender"}
)


_SHORT_WINDOW = 6
#: How far into a sentence its subject reaches, in characters.
_OPENING = 20
#: How far behind an event's noun its place begins: "the blast in a ".
_BESIDE = 8


def looks_back(frame: Frame) -> bool:
    """Whether all figures of a frame are parts of people told before ("one of the four was released")."""
    if any(c.partitive for c in frame.counts) and all(c.value == 1 for c in frame.counts):
        return True
    return bool(frame.counts) and all(
        c.partitive or (c.definite and c.value != 1 and all(tied.group.definite for tied in c.links))
        for c in frame.counts
    )


def both_points(new: Sequence[PlaceMention], old: Sequence[PlaceMention]) -> bool:
    """Whether both places are points, so that two names are two places."""
    fine = ("place", "near")
    if not (new and old) or new[0].value.precision not in fine:
        return False
    between = old[0].value.precision == "region" and len(old) > 1  # "between Zhob and Kalat"
    return between or old[0].value.precision in fine


def tells_new_event(frame: Frame) -> bool:
    """Whether a trigger could tell an event of its own."""
    return any((t.form == "noun" and not t.definite) or t.form == "verb" for t in frame.triggers)


def is_violent(frame: Frame) -> bool:
    """Whether words of a violent event stand in the frame."""
    return bool(frame.words & words_of("armed")) or tells_violence(frame)


def is_accident(frame: Frame) -> bool:
    """As in "A plane with arms for rebels crashed": words of an accident, and nothing that anybody did."""
    if "accident" not in frame.other or tells_violence(frame):
        return False
    return not frame.words & (words_of("armed") - words_of("fighters"))


def tells_violence(frame: Frame) -> bool:
    """Whether a trigger tells or names a violent event."""
    return any(
        (t.kind in _VIOLENT or t.kind in ("attack", "bodies_found")) and t.word not in words_of("weak")
        for t in frame.triggers
    )


def is_deliberate(mention: CountMention) -> bool:
    """Whether the outcome word itself says that somebody did it."""
    cue = mention.outcome_cue.text.lower() if mention.outcome_cue else ""
    if cue in ("killed", "killing") and mention.rule in ("passive", "reduced", "adjective", "inner", "part"):
        return mention.side in ("militants", "security_forces")
    return (
        bool(cue)
        and mention.outcome not in ("missing",)
        and not cue.startswith(
            (
                "die",
                "dea",
                "injur",
                "dyi",
                "perish",
                "body",
                "bodies",
                "rescu",
                "hurt",
                "casualt",
                "succumb",
                "fatalit",
                "lost",
                "suffer",
                "sustain",
                "releas",
                "freed",
            )
        )
    )


def speaks_of_captives(frame: Frame) -> bool:
    """Whether people in the hands of kidnappers are spoken of."""
    return any(word.startswith(tuple_of("held")) for word in frame.words)


def dies_later(frame: Frame) -> bool:
    """As in "she died of her wounds in May": the death belongs to the incident of the wound (contract §1)."""
    cues = [c.outcome_cue.text.lower() for c in frame.counts if c.outcome == "killed" and c.outcome_cue]
    if any(cue.startswith("succumb") for cue in cues):
        return True
    return bool(words_of("hurt") & frame.words) and any(cue.startswith(tuple_of("dies")) for cue in cues)


def mourns(frame: Frame) -> bool:
    """As in "He mourned the death of his sister and her husband": people told before, and no new event."""
    return bool(words_of("mourning") & frame.words) and all(
        c.rule in ("nominal", "inner") for c in frame.counts
    )


def tells_event(frame: Frame, *, loosely: bool = False) -> bool:
    """Whether a trigger tells an event rather than names one: a verb, or an indefinite noun.

    `loosely` takes a noun without an article too ("died in detention").
    """
    placed = frame.date is not None and frame.places
    return any(
        t.form == "verb"
        or (t.form == "noun" and not t.definite and (loosely or not t.bare))
        or (placed and t.form == "nouns" and t.kind in ("strike", "bombing", "clash"))
        for t in frame.triggers
    )


def tells_when(frame: Frame) -> bool:
    """Whether a frame says when or where an event was ("The attack took place on Monday in …")."""
    if frame.date is not None and frame.places and frame.triggers and not frame.background:
        first = frame.triggers[0]
        if first.definite and first.form == "noun" and first.at - frame.start < _OPENING:
            return (
                True  # "The attack on Monday in Zhob sent people fleeing": the subject has its day and place
            )
    return bool(frame.words & words_of("happened")) and any(
        t.definite or t.form == "verb" for t in frame.triggers
    )


def names_where(frame: Frame) -> bool:
    """As in "claimed responsibility for the blast in Zhob": the place right behind the event's noun."""
    if not frame.places or frame.background or frame.another:
        return False
    at = frame.places[0].phrase.start
    ends = [t.at + len(t.word) for t in frame.triggers if t.definite and t.form == "noun"]
    return any(0 < at - end <= _BESIDE for end in ends)


def said_where(frame: Frame) -> bool:
    """As in "The incident occurred in Dasht": nothing is told but where it was."""
    told = bool(frame.words & words_of("happened")) and not (frame.another or frame.background or frame.date)
    return told and not frame.counts and any(t.definite and t.form == "noun" for t in frame.triggers)


def stands_alone(frame: Frame, begun: bool) -> bool:
    """Whether a frame without counts is an incident by itself."""
    if frame.background:
        return False
    if not tells_event(frame):
        return not begun and _happened_there(frame)
    coarse = frame.date is None or frame.date.value.precision in ("month", "year", "unknown")
    if coarse and frame.places and frame.places[0].value.precision in ("country", "international"):
        return False
    struck = bool(frame.date and frame.places and frame.words & words_of("armed"))
    razed = bool(frame.places and frame.words & words_of("raiders"))
    strong = [
        t
        for t in frame.triggers
        if (
            t.word not in words_of("weak")
            or (struck and t.word in words_of("hits"))
            or (razed and t.form == "verb" and t.word in words_of("razes"))
        )
        and (t.form != "noun" or not (t.definite or t.bare))
    ]
    if not strong:
        return False
    if frame.date is not None and coarse and not frame.places and all(t.form == "noun" for t in strong):
        return False  # "19 kidnap cases were reported in August"
    if not begun:
        lede = frame.sentence == 0 and any(t.form == "verb" for t in strong)
        return bool(frame.date or frame.places or lede)
    if frame.places and any(
        t.form == "verb" and (t.kind in _VIOLENT or frame.another or frame.strong) for t in strong
    ):
        return True
    happened = frame.places and frame.words & words_of("happened")
    if happened and frame.triggers[0] in strong and frame.triggers[0].form == "noun":
        return True  # "Earlier, a clash took place in Zhob"
    return bool(frame.date and frame.places)


def _happened_there(frame: Frame) -> bool:
    """As in "that murder, committed today in San Salvador": named only, but as done on a day, at a place."""
    done = frame.date is not None and bool(frame.places) and bool(frame.words & words_of("happened"))
    return done and any(t.form == "noun" and t.word not in words_of("weak") for t in frame.triggers)


def is_specific(frame: Frame) -> bool:
    """Whether a frame speaks of one event: a day, a place, a figure or somebody singled out; not of
    "civilians".
    """
    if frame.counts and all(_of_any_day(c) for c in frame.counts):
        return False
    if frame.date is not None or frame.sentence == 0:
        return True
    told = [c for c in frame.counts if not c.bare and (c.best is not None or c.qualifier != "vague")]
    if frame.places:
        return bool(told) or not frame.counts or tells_event(frame)
    return any((c.rule != "nominal" and not c.definite) or names_a_crime(c) for c in told)


def _of_any_day(mention: CountMention) -> bool:
    """As in "People are dying of hunger", "until the rebels surrender": people without a figure, in the
    present.
    """
    figure = mention.best is not None or mention.qualifier != "vague"
    if figure or mention.outcome_cue is None or mention.rule not in ("subject", "active", "passive"):
        return False
    return mention.outcome_cue.text.lower() in words_of("present")


def tells_of_bodies(mention: CountMention, frame: Frame) -> bool:
    """As in "four bodies", or "a dead man was thrown from a car"."""
    cue = mention.outcome_cue.text.lower() if mention.outcome_cue is not None else ""
    if cue.startswith(("bod", "corpse")):
        return True
    return cue == "dead" and mention.rule == "inner" and not words_of("finds").isdisjoint(frame.words)


def names_a_crime(mention: CountMention) -> bool:
    """As in "the murder of Senator Ruiz", "the kidnapping of two nuns": a deed against people singled out."""
    if (
        mention.rule not in ("nominal", "of bodies")
        or mention.outcome not in ("killed", "abducted")
        or mention.outcome_cue is None
    ):
        return False
    single = mention.named or mention.best is not None
    return single and mention.outcome_cue.text.lower().startswith(tuple_of("crimes"))


def repeats_figure(mine: CountMention, theirs: CountMention) -> bool:
    """Whether two mentions tell the same figure of people who may be the same."""
    return (
        mine.outcome == theirs.outcome
        and mine.value == theirs.value
        and mine.value > 1
        and not (mine.more and not mine.definite)
        and sides_may_agree(mine.side, theirs.side)
    )


def sides_may_agree(a: str, b: str) -> bool:
    """Whether two sides can be those of the same people."""
    return a == b or "unknown" in (a, b)


def is_short(value: DateRange) -> bool:
    """Whether a window is of a few days."""
    return (
        value.start is not None and value.end is not None and (value.end - value.start).days <= _SHORT_WINDOW
    )


_FINENESS = {"day": 5, "days": 4, "week": 3, "month": 2, "year": 1, "unknown": 0}


def is_finer(new: DateRange, old: DateRange) -> bool:
    """Whether a new day is finer than the old one and lies in it."""
    if new.precision != "day" or not overlap(new, old):
        return False
    told = [span.text.lower() for span in old.evidence]
    loose = any(text == "overnight" or "weekend" in text for text in told)
    return _FINENESS[new.precision] > _FINENESS[old.precision] and (old.precision != "days" or loose)


def tells_one_event(frame: Frame) -> bool:
    """As in "The number of people killed in the air strike on Zhob has risen to 20": one, though a toll."""
    if frame.window is not None or any(t.form == "nouns" for t in frame.triggers):
        return False
    return any(t.form == "noun" and not t.bare for t in frame.triggers)
