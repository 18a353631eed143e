"""What a person sets once: `assay.toml`, the environment, and the options of the command line.

The command line beats the environment, which beats the file. The file is `assay.toml` in the current folder,
else `assay/assay.toml` in the XDG configuration folder:

    db = "gold.db"            # the store: a file (relative to this one) or an SQLAlchemy URL
    reviewer = "amina"
    theme = "assay-dark"

    [keys]                    # action = its keys
    "review.accept" = ["a"]

    [input]
    max_article_mb = 16
    columns = { text = "body", published = "date" }

    extractor = "rules"       # who extracts (at the top, like db): the rules, or one that a package brings

    [lexicon]                 # words for the rules; files hold the same tables
    files = ["words.toml"]
    sides.militants = ["dacoit"]

    [places]                  # places that no list has
    files = ["places.csv"]
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from gold.extractors.chosen import RULES, Added, Chosen, ExtractorError
from gold.inputs.model import FIELDS, MEGABYTE, InputOptions

FILE = "assay.toml"
DEFAULT_DB = "assay.db"
_KEYS = ("db", "reviewer", "theme", "extractor", "keys", "input", "lexicon", "places")
_INPUT_KEYS = ("columns", "max_article_mb")


class SettingsError(Exception):
    """A setting that cannot be used; the message is one sentence that says where and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything settled for one run.

    `db` is a file path or an SQLAlchemy URL. `reviewer` is who decides; `reviewer_given` says that the
    command line named them, and `reviewer_chosen` that it or the environment did, which is what chooses
    between two people's records. `keys` maps actions to keys as the file has them. `file` is where the
    settings were read from, None without one. `extracting` is who extracts, with the user's words and
    places. `notes` are sentences to say about what was left aside.
    """

    db: str = DEFAULT_DB
    reviewer: str = "reviewer"
    reviewer_given: bool = False
    reviewer_chosen: bool = False
    theme: str | None = None
    keys: Mapping[str, str | list[str]] = field(default_factory=dict)
    input: InputOptions = field(default_factory=InputOptions)
    extracting: Chosen = field(default_factory=Chosen)
    file: Path | None = None
    notes: tuple[str, ...] = ()


def settle(
    *,
    db: str | None = None,
    reviewer: str | None = None,
    columns: Mapping[str, str] | None = None,
    folder: Path | None = None,
    environ: Mapping[str, str] | None = None,
) -> Settings:
    """The settings for one run: these options, then the environment, then the file in `folder` (or XDG).

    Raises SettingsError for a file that is no TOML or says something that is not understood, and for one in
    `folder` that cannot be read. One in the XDG folder that cannot be read is left aside and noted.
    """
    environ = os.environ if environ is None else environ
    settings = _from_here(folder or Path()) or _from_home(environ) or Settings(reviewer="")
    given_db = db or environ.get("ASSAY_DB")
    name = reviewer or environ.get("ASSAY_REVIEWER") or settings.reviewer or login_name()
    merged = {**settings.input.columns, **(columns or {})}
    return replace(
        settings,
        db=given_db or settings.db,
        reviewer=_reviewer(name),
        reviewer_given=reviewer is not None,
        reviewer_chosen=bool(reviewer or environ.get("ASSAY_REVIEWER")),
        input=replace(settings.input, columns=merged),
    )


def _from_here(folder: Path) -> Settings | None:
    try:
        text = _read(folder / FILE)
    except OSError as error:
        raise SettingsError(f"{folder / FILE} cannot be read: {_why(error)}") from None
    return None if text is None else _from_text(folder / FILE, text)


def _from_home(environ: Mapping[str, str]) -> Settings | None:
    """The settings that hold in every folder: not being able to look at them must stop no work."""
    home = environ.get("HOME") or os.path.expanduser("~")  # noqa: PTH111 (Path raises where there is none)
    path = Path(environ.get("XDG_CONFIG_HOME") or Path(home) / ".config") / "assay" / FILE
    try:
        text = _read(path)
    except OSError as error:
        note = f"{path} cannot be read ({_why(error)}): going on without it"
        return Settings(reviewer="", notes=(note,))
    return None if text is None else _from_text(path, text)


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _read(path: Path) -> bytes | None:
    """The file's bytes; None where there is no such file. Raises OSError where it cannot be looked at."""
    return path.read_bytes() if path.is_file() else None


def _from_text(path: Path, text: bytes) -> Settings:
    import tomllib

    try:
        values = tomllib.loads(text.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsError(f"{path} is no TOML: {error}") from None
    _known(path, values, _KEYS, "")
    db = _text(path, values, "db")
    if db is not None and "://" not in db:
        db = str(path.parent / db)
    return Settings(
        db=db or DEFAULT_DB,
        reviewer=_text(path, values, "reviewer") or "",
        theme=_text(path, values, "theme"),
        keys=_keys(path, values.get("keys", {})),
        input=_input(path, values.get("input", {})),
        extracting=_extracting(path, values),
        file=path,
    )


def _known(path: Path, values: Mapping[str, Any], names: tuple[str, ...], inside: str) -> None:
    for key in values:
        if key not in names:
            raise SettingsError(f"{path}: there is no setting {inside}{key}; there are {', '.join(names)}")


def _text(path: Path, values: Mapping[str, Any], key: str) -> str | None:
    value = values.get(key)
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise SettingsError(f"{path}: {key} must be text in quotation marks")
    return value


def _table(path: Path, value: Any, key: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SettingsError(f"{path}: {key} must be a table, [{key}]")
    return value


def _keys(path: Path, value: Any) -> dict[str, str | list[str]]:
    table = _table(path, value, "keys")
    for action, keys in table.items():
        listed = keys if isinstance(keys, list) else [keys]
        if not all(isinstance(k, str) for k in listed):
            raise SettingsError(f'{path}: keys.{action} must be a key or a list of keys, such as ["a"]')
    return table


def _input(path: Path, value: Any) -> InputOptions:
    table = _table(path, value, "input")
    _known(path, table, _INPUT_KEYS, "input.")
    columns = _table(path, table.get("columns", {}), "input.columns")
    _known(path, columns, FIELDS, "input.columns.")
    if not all(isinstance(c, str) for c in columns.values()):
        raise SettingsError(f'{path}: input.columns must map names to text, such as {{ text = "body" }}')
    size = table.get("max_article_mb", 16)
    if isinstance(size, bool) or not isinstance(size, int | float) or not 0 < size <= 1024:
        raise SettingsError(f"{path}: input.max_article_mb must be a number from 1 to 1024")
    return InputOptions(columns=columns, max_article_bytes=int(size * MEGABYTE))


def _extracting(path: Path, values: Mapping[str, Any]) -> Chosen:
    """Who extracts, with what. Files are looked for here and read when somebody extracts."""
    words = dict(_table(path, values.get("lexicon", {}), "lexicon"))
    places = _table(path, values.get("places", {}), "places")
    _known(path, places, ("files",), "places.")
    word_files = _files(path, words.pop("files", []), "lexicon.files")
    return Chosen(
        name=_text(path, values, "extractor") or RULES,
        words=_words(path, words) if words else (),
        word_files=word_files,
        place_files=_files(path, places.get("files", []), "places.files"),
    )


def _words(path: Path, tables: Mapping[str, Any]) -> Added:
    from gold.extractors.words import words_of_table

    try:
        return words_of_table(tables, f"{path}: lexicon")
    except ExtractorError as error:
        raise SettingsError(str(error)) from None


def _files(path: Path, value: Any, key: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(f, str) and f for f in value):
        raise SettingsError(f'{path}: {key} must be a list of files, such as ["mine.toml"]')
    found = [path.parent / file for file in value]
    if missing := next((f for f in found if not f.is_file()), None):
        raise SettingsError(f"{path}: {key} names {missing}, and there is no such file")
    return tuple(str(f) for f in found)


def login_name() -> str:
    """The name that the person logged in with; `reviewer` where the system knows none."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "reviewer"


def _reviewer(name: str) -> str:
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > 80 or not tidy.isprintable():
        raise SettingsError("a reviewer's name is 1 to 80 printable characters: give another --reviewer")
    return tidy
