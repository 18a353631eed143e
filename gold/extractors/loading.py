"""An extractor out of what was chosen: the package's rules, or one that an installed package brings.

Packages announce theirs by the entry-point group `assay.extractors`. It is a function `Article → Record`, an
object with such a method `extract`, or a class of those without arguments; `version` and `info` (hashes and
the like, which make another version of it) are optional. Each keeps its proposals apart by name and version.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from extract.model import Article, Record
from extract.pipeline import Settings, extract
from gold.extractors.chosen import RULES, Chosen, ExtractorError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP: Final = "assay.extractors"


@dataclass(frozen=True, slots=True)
class Extractor:
    """Reads articles. `info` is what each of its records says of it (name, version, hashes).

    `settings` are the user's own words and places, which the screen uses whoever extracts.
    """

    info: Mapping[str, Any]
    read: Callable[[Article], Record]
    settings: Settings


@lru_cache(maxsize=4)
def load(chosen: Chosen) -> Extractor:
    """The extractor that was chosen, made once a process.

    Raises ExtractorError for a name that nobody brings, a package that cannot be loaded, and files of words
    or places that cannot be used.
    """
    settings = rules_settings(chosen)
    if chosen.name == RULES:
        return Extractor(settings.info, lambda article: extract(article, settings), settings)
    found = _entry_point(chosen.name)
    made = _load(found)
    read = getattr(made, "extract", made)
    if not callable(read):
        raise ExtractorError(f"{_named(found)} is no function and has none named extract")
    info = _info(found, made)
    return Extractor(info, lambda article: _checked(read(article), article, info), settings)


@lru_cache(maxsize=4)
def rules_settings(chosen: Chosen) -> Settings:
    """The user's words and places for the rules. Raises ExtractorError as `load` does."""
    if chosen == replace(Chosen(), name=chosen.name):
        return Settings()
    from gold.extractors.places import places_of_file
    from gold.extractors.words import together, words_of_file

    words = together([chosen.words, *(words_of_file(path) for path in chosen.word_files)])
    places = {name: place for path in chosen.place_files for name, place in places_of_file(path).items()}
    return Settings(aliases=places, lexicon=words)


def names() -> list[str]:
    """The names of all extractors that are installed, the rules first."""
    from importlib.metadata import entry_points

    return [RULES, *sorted({e.name for e in entry_points(group=GROUP)} - {RULES})]


def _entry_point(name: str) -> EntryPoint:
    from importlib.metadata import entry_points

    found = list(dict.fromkeys(entry_points(group=GROUP, name=name)))
    if not found:
        raise ExtractorError(f"there is no extractor {name!r}; there are {', '.join(names())}")
    if len(found) > 1:
        both = " and ".join(sorted(_package(e) for e in found))
        raise ExtractorError(f"{both} both bring an extractor {name!r}: uninstall one of them")
    return found[0]


def _package(found: EntryPoint) -> str:
    return f"{found.dist.name} {found.dist.version}" if found.dist is not None else found.value


def _named(found: EntryPoint) -> str:
    return f"the extractor {found.name!r} ({_package(found)})"


def _load(found: EntryPoint) -> Any:
    """What the entry point names; a class is called. What somebody else's code raises is said in short."""
    try:
        made = found.load()
        return made() if isinstance(made, type) else made
    except Exception as error:
        said = f"{type(error).__name__}: {error}".split("\n", 1)[0]
        raise ExtractorError(f"{_named(found)} cannot be loaded: {said}") from error


def _info(found: EntryPoint, made: Any) -> dict[str, Any]:
    version = getattr(made, "version", None) or (found.dist.version if found.dist is not None else "0")
    told = getattr(made, "info", None)
    return {**(told if isinstance(told, Mapping) else {}), "name": found.name, "version": str(version)}


def _checked(record: object, article: Article, info: Mapping[str, Any]) -> Record:
    """The record with this article and this extractor in it. Raises ValueError for what cannot be kept."""
    from extract.from_json import record_from_json
    from extract.to_json import record_to_json

    if not isinstance(record, Record):
        raise ValueError(f"{info['name']} gave {type(record).__name__} and no extract.model.Record")
    whole = replace(record, article=article, extractor=dict(info), review=None)
    return record_from_json(record_to_json(whole))
