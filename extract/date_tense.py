"""Whether a day that a text names lies behind its publication or ahead of it, by the verb before the day."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_LOOK_BACK: Final = 90
#: Not the stop of "U.S." or "Mr.": before it stands a word of three letters, a figure or a quotation mark.
_SENTENCE_END: Final = re.compile(r"(?:[a-z]{3}|[0-9%]|[\"”’)])[.!?][\"”’]?\s|\n\n")

#: One of these stands in every cue for the future; to look for them is ten times faster than the pattern.
_HINTS: Final = (
    *(
        "will",
        "would",
        "shall",
        "could",
        "may",
        "might",
        "can",
        "must",
        "won",
        "ll ",
        "schedul",
        "expect",
        "due",
    ),
    *("plan", "set ", "going", "slated", "hop", "intend", "want", "ready", "suppos", "extended", "postponed"),
    *(
        "adjourned",
        "delayed",
        "effect",
        "payable",
        "expire",
        "reconvene",
        "record",
        "deadline",
        "begin",
        "start",
    ),
    *("opens", " is to", " are to", "to be "),
)
_VERB: Final = r"(?!(?:the|a|an|his|her|their|its)\b|(?-i:[A-Z]))\w+"
_DUE: Final = (
    "be|begin|start|end|expire|take|hold|meet|go|arrive|leave|return|open|resume|appear|face|stand|visit"
)


@cache
def _cues() -> re.Pattern[str]:
    """What tells when; the last cue before the day counts, and the group `ahead` is the future's."""
    modal = r"\b(?:will|would|shall|could|(?-i:may)|might|can|must|won[’']t|[’']ll)"
    future = (
        modal + r"(?:\s+(?:be|not|also|only|begin))*\s+\w+",
        r"\b(?:schedul\w+|expect\w*|plans?|planning|set|slated|hop(?:e|es|ing)|intends?|wants?|ready|supposed"
        r"|is|are)\s+to\s+(?:be\s+)?\w+",
        r"\bgoing\s+to\s+" + _VERB,
        rf"\bdue\s+to\s+(?:{_DUE})\b(?:\s+\w+)?",
        r"\b(?:scheduled|slated|due|set)\s+for\b",
        r"\bto\s+be\s+\w+\s+by\b",
        r"\b(?:extended|postponed|adjourned|delayed)\s+(?:to|until)\b",
        r"\b(?:effective|takes?\s+effect|payable|expires?|reconvenes?|of\s+record|deadline)\b",
        r"\b(?:begin|start|open)s?\b",
    )
    past = (
        r"\b(?:could|may|might|must|would|should|will)\s+have\b(?:\s+been)?(?:\s+\w+)?",
        r"\b(?:could|can)(?:\s+not)?\s+be\b",
    )
    plain = (
        r"\b(?:\w{2,}ed|said|says|told|was|were|had|has|shot|hit|came|went|took|began|met|left|fell|found"
        r"|held)\b"
    )
    return re.compile("|".join((*past, f"(?P<ahead>{'|'.join(future)})", plain)), re.IGNORECASE)


def lies_ahead(text: str, begin: int) -> bool:
    """Whether the words before `begin` in its sentence put it in the future ("will meet on")."""
    said = text[max(0, begin - _LOOK_BACK) : begin]
    lower = said.lower()
    for hint in _HINTS:
        if hint in lower:
            break
    else:
        return False
    said_from = 0
    for end in _SENTENCE_END.finditer(said):
        said_from = end.end()
    last: re.Match[str] | None = None
    for cue in _cues().finditer(said, said_from):
        last = cue
    return last is not None and last["ahead"] is not None
