"""What the settings say of extracting; known before anything of it is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

#: The extractor of this package.
RULES: Final = "rules"

#: A list of the lexicon ("sides.militants") with the words that a user adds to it.
Added: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]


class ExtractorError(Exception):
    """An extractor, or a file that adds to one, cannot be used; the message is one sentence that says why."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The extractor's name, and what is added to the rules: words, and files of words and of places.

    Paths are absolute or relative to the current folder. Hashable and picklable: it goes to other processes.
    """

    name: str = RULES
    words: Added = ()
    word_files: tuple[str, ...] = ()
    place_files: tuple[str, ...] = ()
