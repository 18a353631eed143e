"""Which of the contract's incident types a draft is, by the words of its frames and its outcomes."""

from __future__ import annotations

from extract.incident_drafts import Draft
from extract.incident_words import words_of
from extract.scope_frame import Trigger

#: Types that say how an attack was made.
_MEANS = frozenset({"bombing", "strike", "mine", "abduction", "friendly_fire"})
#: So many of the first frames say what kind of event it is; later ones tell what followed.
_TELLING_FRAMES = 3


def type_of(draft: Draft) -> str | None:
    """The type, None where the text does not say.

    The first word that is no general one decides, and "attack" only where nothing says how it was made.
    """
    outcomes = {c.outcome for c in draft.made if c.best != 0}
    for only, kind in (("arrested", "arrest"), ("surrendered", "surrender"), ("abducted", "abduction")):
        if outcomes == {only}:
            return kind
    found = [
        t for f in draft.frames for t in f.triggers if _tells(t) and not (t.kind == "arrest" and outcomes)
    ]
    if not found:
        return "attack" if "killed" in outcomes or "wounded" in outcomes else None
    general = words_of("general")
    first = min((t for t in found if t.word not in general), key=lambda t: t.at, default=None)
    if first is None:
        return min(found, key=lambda t: t.at).kind
    if first.kind == "attack" and first.word.split()[-1] in words_of("attacks"):
        near = [t for f in draft.frames[:_TELLING_FRAMES] for t in f.triggers] + draft.heard
        how = [t for t in near if _tells(t) and t.kind in _MEANS]
        return min(how, key=lambda t: t.at).kind if how else first.kind
    return first.kind


def _tells(trigger: Trigger) -> bool:
    return trigger.form != "unreal" and trigger.kind != "none"
