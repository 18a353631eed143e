"""Whether a word can be part of a name: by its capital; in a text in capitals, by being no English word."""

from __future__ import annotations

import unicodedata

from extract.count_tokens import Sentence
from extract.place_words import DEMONYM, ENGLISH, GIVEN, SURNAME, load_words


def may_name(sentence: Sentence, at: int) -> bool:
    """Whether token `at` can stand in a person's name."""
    token = sentence.tokens[at]
    if token.tag != "word" or not token.text[:1].isupper():
        return False
    if sentence.cased:
        return True
    flags = _flags(token.low)
    return not flags & ENGLISH or bool(flags & (GIVEN | SURNAME))


def is_given_name(sentence: Sentence, at: int) -> bool:
    """Whether token `at` is one of the frequent first names and nothing else."""
    if at >= len(sentence.tokens) or sentence.tokens[at].tag != "word":
        return False
    flags = _flags(sentence.lows[at])
    return bool(flags & GIVEN) and not flags & ENGLISH


def is_demonym(low: str) -> bool:
    """Whether a word in small letters is the adjective of a country or its people ("turkish")."""
    return bool(_flags(low) & DEMONYM)


def _flags(low: str) -> int:
    folded = low
    if not low.isascii():
        folded = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
    return load_words().flags_of(folded)
