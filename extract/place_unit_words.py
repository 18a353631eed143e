"""The word for a place's kind behind its name in a run of capitals: "District", "Local Government Area"."""

from __future__ import annotations

from collections.abc import Sequence

from extract.place_pieces import Word
from extract.place_words import AFTER, ENGLISH, ORGANISATION, STOP, After, PlaceWords


def unit_after(lexicon: PlaceWords, words: Sequence[Word], i: int) -> tuple[After | None, int]:
    """The unit word at `i`, or "Police Station", which in much of the world names an area; its end."""
    w = words[i]
    phrase = phrase_after(lexicon, words, i)
    if phrase[0] is not None:
        return phrase
    following = words[i + 1] if i + 1 < len(words) else None
    if w.folded == "police" and following is not None:
        if following.folded in lexicon.beats:
            return After("place", strong=False, plural=False), i + 2
        return None, i
    if not w.flags & AFTER or (following is not None and following.flags & ORGANISATION):
        return None, i
    after = lexicon.after[w.folded]
    if following is not None and not after.strong and following.flags & (ENGLISH | STOP) == ENGLISH:
        return None, i  # "Karen Border Guard"
    return after, i + 1


def phrase_after(lexicon: PlaceWords, words: Sequence[Word], i: int) -> tuple[After | None, int]:
    """The unit of several words at `i` ("Local Government Area"), and its end."""
    for rest, after in lexicon.after_phrases.get(words[i].folded, ()):
        if tuple(w.folded for w in words[i + 1 : i + 1 + len(rest)]) == rest:
            return after, i + 1 + len(rest)
    return None, i
