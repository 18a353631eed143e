"""Opening the store from the command line, and the care of it: `verify-store`, `backup`, `copy-store`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli_out import DONE, IN_PART, Stop, put, put_json, say
from tui.cli_progress import bar
from tui.settings import Settings

if TYPE_CHECKING:
    from store.store import Store


def open_for_writing(settings: Settings) -> Store:
    """The store, made and announced where there is none. Raises StoreError where it cannot be opened."""
    from store.engine import open_store

    store = open_store(settings.db)
    if store.created:
        say(f"made a new store, {store.path}")
    return store


def open_existing(settings: Settings) -> Store:
    """The store that is there, to read. Raises Stop where there is none, StoreError where it cannot open."""
    from store.engine import open_store

    must_exist(settings)
    return open_store(settings.db, create=False, to_read=True)


def must_exist(settings: Settings) -> None:
    """Raises Stop where there is no store."""
    if "://" not in settings.db and not Path(settings.db).exists():
        raise Stop(f"there is no store {settings.db} here: `assay import PATH` makes one, --db names another")


def verify_store(args: argparse.Namespace, settings: Settings) -> int:
    """Print what is wrong with the store, a line each; exit code 1 where anything is."""
    from store.errors import StoreDamaged

    try:
        with open_existing(settings) as store:
            problems = store.verify()
            name = str(store.path)
    except StoreDamaged as damage:
        problems, name = [str(damage)], settings.db
    if args.json:
        put_json({"store": name, "problems": problems})
    else:
        for problem in problems:
            put(problem)
    count = len(problems)
    say(f"{name}: {count:,} {'problem' if count == 1 else 'problems'}" if count else f"{name}: all is well")
    return IN_PART if problems else DONE


def backup(args: argparse.Namespace, settings: Settings) -> int:
    """Copy the store into a new file."""
    target = Path(args.file)
    with open_existing(settings) as store:
        try:
            store.backup(target)
        except FileExistsError:
            raise Stop(f"{args.file} exists already: give the backup another name") from None
        except (OSError, ValueError) as error:
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            raise Stop(f"cannot write {args.file}: {reason}") from None
    say(f"copied to {args.file}")
    return DONE


def copy_store(args: argparse.Namespace, settings: Settings) -> int:
    """Copy the whole store into a new one, and compare the two."""
    with open_existing(settings) as store, bar("copying", noun="rows") as shown:
        try:
            rows = store.copy_to(args.target, shown.add)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise Stop(f"cannot write {args.target}: {reason}") from None
    say(f"copied {rows:,} rows to {args.target}, and compared them")
    return DONE
