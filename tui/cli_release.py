"""`assay release`: a frozen gold set; its check; texts put back."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli_out import DONE, IN_PART, Problems, Stop, put, put_json, say
from tui.cli_store import must_exist, open_for_writing
from tui.settings import Settings

if TYPE_CHECKING:
    from extract.model import Article
    from gold.release.build import Options, Plan
    from store.store import Store


def release(args: argparse.Namespace, settings: Settings) -> int:
    """Make a release, or check one, or put texts back into one. Raises Stop where it cannot be made."""
    if args.check:
        return _check(Path(args.name), as_json=args.json)
    if args.attach_texts:
        return _attach(Path(args.name), args.attach_texts, settings)
    return _make(args, settings)


def _check(folder: Path, *, as_json: bool) -> int:
    from gold.release.check import problems

    found = list(problems(folder))
    if as_json:
        put_json({"release": str(folder), "problems": found})
    else:
        for one in found:
            put(one)
    if found:
        say(f"{folder}: {len(found):,} {'problem' if len(found) == 1 else 'problems'}")
        return IN_PART
    say(f"{folder}: whole, as it was released")
    return DONE


def _make(args: argparse.Namespace, settings: Settings) -> int:
    from gold.release.build import NotReleased, build, plan, remember, write

    must_exist(settings)
    if args.name in (".", "..") or "/" in args.name or not args.name.strip():
        raise Stop(f"{args.name!r} is no name for a release: letters, digits and dashes")
    with open_for_writing(settings) as store:
        if store.is_behind("copies"):
            store.catch_up("copies")
        options = _options(args, settings, store)
        try:
            made = build(store, options, plan(store, options))
        except NotReleased as reason:
            raise Stop(str(reason)) from None
        folder = Path(args.output or f"releases/{args.name}-{made.version}")
        if folder.exists():
            raise Stop(f"{folder} is there already: releases stay as they are (-o names another folder)")
        _tell(made, as_json=args.json, name=args.name)
        if args.dry_run:
            say("nothing was written: --dry-run")
            return DONE
        try:
            write(folder, made.files)
        except OSError as error:
            raise Stop(f"cannot write {folder}: {(error.strerror or str(error)).lower()}", IN_PART) from None
        remember(store, options, made, settings.reviewer)
    say(f"{args.name} {made.version} is in {folder}; `assay release --check {folder}` verifies it")
    return DONE


def _options(args: argparse.Namespace, settings: Settings, store: Store) -> Options:
    from gold.release.build import Options
    from gold.release.plan import SHARES

    return Options(
        name=args.name,
        reviewer=settings.reviewer if settings.reviewer_chosen else None,
        licence=args.license,
        sampling=args.sampling,
        url=args.url,
        shares=_shares(args.shares) if args.shares else SHARES,
        locked=tuple(args.lock or ()),
        with_texts=not args.without_texts,
        reason=args.reason,
        agreement=tuple(_agreement(store)),
    )


def _shares(told: str) -> tuple[float, ...]:
    try:
        shares = tuple(float(part) for part in told.split(","))
    except ValueError:
        shares = ()
    if len(shares) != 3 or min(shares) < 0 or abs(sum(shares) - 1) > 0.001:
        raise Stop(
            f"--shares takes three parts of one, for train, dev and test (0.7,0.15,0.15), not {told!r}"
        )
    return shares


def _agreement(store: Store) -> Iterator[str]:
    """What the card says of agreement: nothing where nobody coded an article that somebody else did."""
    from gold.agreement import text
    from gold.agreement.run import agreement
    from gold.agreement.sources import from_store

    found = agreement(from_store(store), replicates=200)
    if not found.articles:
        return
    yield f"{found.articles:,} articles were coded by two people or more.\n"
    yield from (f"- {line}" for line in text.finding(found))
    for line in found.lines:
        if line.measured.alpha is not None:
            spread = "" if line.interval is None else f" ({line.interval[0]:.3f} to {line.interval[1]:.3f})"
            yield f"- {line.field.name}: Krippendorff's alpha {line.measured.alpha:.3f}{spread}"


def _tell(made: Plan, *, as_json: bool, name: str) -> None:
    sizes = dict.fromkeys(("train", "dev", "test"), 0)
    for split in made.splits.of.values():
        sizes[split] += 1
    if as_json:
        moves = [{"row": r, "from": a, "to": b} for r, a, b in made.splits.moves]
        changed = {"changes": len(made.changes), "new": made.added, "gone": made.gone, "moves": moves}
        put_json({"name": name, "version": made.version, "splits": sizes, **changed})
        return
    splits = ", ".join(f"{n:,} {split}" for split, n in sizes.items())
    put(f"{name} {made.version}: {len(made.records):,} records ({splits})")
    for one in made.changes:
        put(f"  {one.article} {one.entry}/{one.field}: {one.before} → {one.after} ({one.reason})")
    if made.added or made.gone:
        put(f"  {made.added:,} new articles, {made.gone:,} no longer in it")
    for row, was, now in made.splits.moves:
        put(f"  article {row} moves from {was} to {now}: its group's oldest member stands there")


def _attach(folder: Path, paths: list[str], settings: Settings) -> int:
    from gold.release.attach import attached

    target = folder.with_name(f"{folder.name}-with-texts")
    if target.exists():
        raise Stop(f"{target} is there already")
    problems = Problems()
    try:
        files, missing = attached(folder, _articles(paths, settings, problems))
    except (OSError, ValueError, KeyError) as problem:
        raise Stop(f"{folder}: is no release that can be read: {problem}") from None
    problems.close()
    target.mkdir(parents=True)
    for name, data in files.items():
        (target / name).write_bytes(data)
    for id in missing:
        say(f"{id}: its text is not among what was given")
    say(f"texts and quotes are back in {target}")
    return IN_PART if missing or problems.bad else DONE


def _articles(paths: list[str], settings: Settings, problems: Problems) -> Iterator[Article]:
    from gold.inputs import Problem, read_articles

    for found in read_articles(paths, settings.input):
        if isinstance(found, Problem):
            problems.add(found)
        else:
            yield found
