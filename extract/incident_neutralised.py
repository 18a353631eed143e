"""People "neutralised": casualties of whom the text does not say what became of them, unless a total does."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from extract.count_tokens import Sentence
from extract.incident_drafts import Draft
from extract.model import Count

#: What fighters are called who died, and what says that they were told of before.
_DEAD = frozenset({"slain", "killed", "dead", "deceased"})
_THOSE = frozenset({"the", "these", "those"})
#: What may have become of people who were "neutralised".
_FATES = frozenset({"killed", "arrested", "surrendered"})


def neutralised(draft: Draft) -> bool:
    """Whether its casualties are "neutralised" people, of whom the text does not say what became of them."""
    return any(map(_neutralised, draft.made))


def _neutralised(count: Count) -> bool:
    said = count.cues.get("outcome", ())
    return count.outcome == "casualties" and any("neutrali" in cue.text.lower() for cue in said)


def as_counted(outcome: str, part: Draft, total: Draft, known: Collection[str]) -> str:
    """The outcome under which a total counts people of a part: its "neutralised" may be killed, taken or have
    surrendered there, and its killed were "neutralised" there. `known` are the total's outcomes.
    """
    if outcome in known:
        return outcome
    if outcome == "casualties" and "killed" in known and neutralised(part):
        return "killed"
    if outcome in _FATES and "casualties" in known and neutralised(total):
        return "casualties"
    return outcome


def told_once(made: Sequence[Count]) -> tuple[Count, ...]:
    """The counts without "two neutralised" where the same two are told to have been killed or taken."""
    fates: dict[str, int] = {}
    for count in made:
        if count.outcome in _FATES and count.part_of is None and count.best is not None:
            fates[count.side] = fates.get(count.side, 0) + count.best
    sides = {"militants": ("militants", "unknown")}  # "one gunman was killed … one kidnapper was neutralised"
    return tuple(
        c
        for c in made
        if not _neutralised(c)
        or c.best is None
        or all(fates.get(side) != c.best for side in sides.get(c.side, (c.side,)))
    )


def speaks_of_slain(sentences: Sequence[Sentence]) -> bool:
    """As in "Arms were found on the slain militants", "the killed rebels": it says that fighters died."""
    for sentence in sentences:
        if _DEAD.isdisjoint(sentence.words):
            continue
        for at, (_, head) in sentence.heads.items():
            before = sentence.lows[max(0, at - 3) : at]
            dead = bool(before) and before[-1] in _DEAD and not _THOSE.isdisjoint(before)
            if dead and head.plural and head.side == "militants":
                return True
    return False


def settle_neutralised(drafts: Sequence[Draft], slain: bool = False) -> None:
    """As in "Neutralised" inside a total of killed means killed: the text itself counts them so. So it does
    where "others were wounded" beside them, and where fighters are called `slain` later on.
    """
    for draft in drafts:
        if not neutralised(draft):
            continue
        total = draft.part_of
        killed = {} if total is None else {s: _IN_A_TOTAL for (o, s) in total.values() if o == "killed"}
        killed |= {"militants": _CALLED_SLAIN} if slain else {}
        killed |= {c.side: _BESIDE_OTHERS for c in draft.made if c.outcome == "wounded" and c.part_of is None}
        draft.made = tuple(
            replace(c, outcome="killed", extra={**c.extra, "rule": killed[c.side]})
            if c.outcome == "casualties" and c.side in killed
            else c
            for c in draft.made
        )


_IN_A_TOTAL = "neutralised, in a total of killed"
_CALLED_SLAIN = "neutralised, called slain"
_BESIDE_OTHERS = "neutralised, others wounded"
