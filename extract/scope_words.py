"""The words of a sentence beside an offset."""

from __future__ import annotations

from extract.count_tokens import Sentence


def words_before(sentence: Sentence, offset: int, reach: int) -> list[str]:
    """The last `reach` words of a sentence before an offset, in small letters."""
    at = sentence.token_at(offset)
    return sentence.lows[max(0, at - reach) : at]
