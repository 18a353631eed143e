"""Which of the contract's incident types a draft is, by the words of its frames and its outcomes."""

from __future__ import annotations

from extract.incident_drafts import Draft

_ORDER = (
    "friendly_fire",
    "abduction",
    "mine",
    "foiled",
    "bombing",
    "strike",
    "clash",
    "raid",
    "surrender",
    "attack",
    "arrest",
    "bodies_found",
)
_GENERIC = frozenset(
    ["killed", "killing", "killings", "shot", "burned", "burnt", "destroyed", "operation", "murder"]
)


def type_of(draft: Draft) -> str | None:
    """The type, None where the text does not say."""
    outcomes = {c.outcome for c in draft.made if c.best != 0}
    for only, kind in (("arrested", "arrest"), ("surrendered", "surrender"), ("abducted", "abduction")):
        if outcomes == {only}:
            return kind
    found: list[tuple[int, str, str]] = [
        (t.at, t.kind, t.word)
        for f in draft.frames
        for t in f.triggers
        if not (t.kind == "arrest" and outcomes)
    ]
    if not found:
        return "attack" if "killed" in outcomes or "wounded" in outcomes else None
    specific = [f for f in found if f[2] not in _GENERIC]
    return min(specific or found)[1]
