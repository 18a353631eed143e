"""A user's words for the lexicon, from `assay.toml` and from files of the same shape:

sides.militants = ["dacoit", "goonda/goondas"]     # nouns: singular, or singular/plural
groups.militants = ["Sons of the Plain"]           # names as they stand in texts
verbs.killed = ["gun guns gunned gunned gunning"]  # base, third person, past, participle, -ing
outcomes.killed = ["met their maker"]              # phrases whose subject suffers
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from extract.model import OUTCOMES, SIDES
from gold.extractors.chosen import Added, ExtractorError

#: The tables, with what their lists are named after.
TABLES: Mapping[str, Sequence[str]] = {
    "sides": SIDES,
    "groups": SIDES,
    "verbs": OUTCOMES,
    "outcomes": OUTCOMES,
}
_FORMS = 5


def words_of_table(tables: Mapping[str, Any], where: str) -> Added:
    """The words of a `[lexicon]` table, as `extract.lexicon.load` takes them.

    `where` names the file in an ExtractorError, raised for lists that do not exist and what is no word.
    """
    return tuple(_lists(tables, where))


def _lists(tables: Mapping[str, Any], where: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for table, lists in tables.items():
        if table not in TABLES:
            raise ExtractorError(f"{where}: there is no list of words {table}; there are {', '.join(TABLES)}")
        if not isinstance(lists, dict):
            raise ExtractorError(f"{where}: {table} must be a table, such as {_example(table)}")
        for name, words in lists.items():
            key = f"{table}.{name}"
            if name not in TABLES[table]:
                known = ", ".join(TABLES[table])
                raise ExtractorError(f"{where}: there is no list of words {key}; {table} has {known}")
            if not isinstance(words, list) or not all(isinstance(w, str) for w in words):
                raise ExtractorError(f"{where}: {key} must be a list of words, such as {_example(table)}")
            yield key, tuple(_tidy(word, table, f"{where}: {key}") for word in words)


def _example(table: str) -> str:
    name = TABLES[table][0]
    return f'{table}.{name} = ["{"gun guns gunned gunned gunning" if table == "verbs" else "…"}"]'


def _tidy(word: str, table: str, where: str) -> str:
    tidy = " ".join(word.split())
    if not tidy or not tidy.isprintable() or not any(c.isalnum() for c in tidy):
        raise ExtractorError(f"{where}: {word!r} is no word")
    if table == "verbs" and len(tidy.split()) != _FORMS:
        forms = "base, third person, past, participle and -ing form: gun guns gunned gunned gunning"
        raise ExtractorError(f"{where}: {tidy!r} is not five forms of a verb ({forms})")
    return tidy


def words_of_file(path: str) -> Added:
    """The words of a TOML file; raises ExtractorError where it cannot be read or says something else."""
    try:
        tables = tomllib.loads(Path(path).read_bytes().decode("utf-8"))
    except OSError as error:
        raise ExtractorError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ExtractorError(f"{path} is no TOML: {error}") from None
    return words_of_table(tables, path)


def together(parts: Sequence[Added]) -> dict[str, tuple[str, ...]]:
    """Words of several sources by list, each once, in the order in which they were given."""
    found: dict[str, dict[str, None]] = {}
    for part in parts:
        for key, words in part:
            found.setdefault(key, {}).update(dict.fromkeys(words))
    return {key: tuple(words) for key, words in found.items()}
