"""A release from a store: which records, which version, which splits, and every file of the folder.

Everything in the folder follows from the store, the options and the locked libraries: dates are those of the
newest decision, lists are sorted, and nothing names this machine. So the same store gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.from_json import record_from_json
from gold.formats.assay import harmless
from gold.guidelines import project
from gold.release import texts
from gold.release.card import Facts, card
from gold.release.changes import Change, changes
from gold.release.croissant import croissant
from gold.release.plan import SHARES, SPLITS, Item, Splits, next_version, split
from gold.release.tables import tables
from store.releases import Chosen, Member, Release

if TYPE_CHECKING:
    from store.store import Store

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
_CHANGES = ("version", "article", "entry", "field", "before", "after", "reason", "found_by", "found_how")


class NotReleased(Exception):
    """Nothing was released; the message is one sentence that says why."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a person says of a release. `reason` stands for changed values whose article has no note of its
    own; `locked` are splits that are held out.
    """

    name: str
    reviewer: str | None = None
    licence: str = "CC-BY-4.0"
    sampling: str = "Not stated."
    url: str | None = None
    shares: Sequence[float] = SHARES
    locked: Sequence[str] = ()
    with_texts: bool = True
    reason: str | None = None
    agreement: Sequence[str] = ()


@dataclass(slots=True)
class Plan:
    """What a release will be, before anything is written."""

    version: str
    records: list[tuple[str, dict[str, Any]]]
    members: list[Member]
    changes: list[Change]
    added: int
    gone: int
    splits: Splits
    guideline: tuple[str, str, str] | None
    own_rules: str
    at: str
    files: dict[str, bytes] = field(default_factory=dict)


def plan(store: Store, options: Options) -> Plan:
    """Gather and compare. Raises NotReleased where there is nothing, or no reason for a changed value."""
    told = list(store.chosen(reviewer=options.reviewer))
    if not told:
        raise NotReleased("nothing to release: no article is verified or irrelevant yet")
    last = store.release(options.name)
    before = {m.row: m for m in last[1]} if last else {}
    rules = store.guideline()
    changed, unexplained = _changes(store, told, before, options.reason)
    if unexplained:
        some = ", ".join(f"{c.article} {c.entry}/{c.field}" for c in unexplained[:3])
        more = " …" if len(unexplained) > 3 else ""
        raise NotReleased(
            f"{len(unexplained):,} changed values have no reason ({some}{more}): write a note in each "
            "article (c), or give --reason"
        )
    rows = {c.row for c in told}
    moved = any(c.row not in before for c in told) or any(row not in rows for row in before)
    version = next_version(
        last[0].version if last else None,
        rules_changed=bool(last and rules and last[0].guideline != rules.version),
        values_changed=bool(changed or moved),
    )
    if version is None:
        raise NotReleased(
            f"nothing changed since {options.name} {last[0].version if last else ''}: it stands"
        )
    splits = split(
        [Item(c.row, c.group, c.published) for c in told],
        shares=options.shares,
        before={row: m.split for row, m in before.items()},
        cuts=last[0].manifest["cuts"] if last else None,
    )
    records = [(splits.of[c.row], json.loads(harmless(c.line))) for c in told]
    members = [
        Member(c.row, c.reviewer, c.last_seq, splits.of[c.row], c.group, _sha256(c.line.encode()))
        for c in told
    ]
    at = max((r.get("review") or {}).get("verified_at") or "" for _, r in records)
    known = None if rules is None else (rules.version, rules.sha256, rules.body)
    new = sum(c.row not in before for c in told) if last else 0
    gone = len(before.keys() - rows)
    own = project.markdown(store.rules())
    return Plan(version, records, members, changed, new, gone, splits, known, own, at)


def _changes(
    store: Store, told: Sequence[Chosen], before: dict[int, Member], reason: str | None
) -> tuple[list[Change], list[Change]]:
    """Every changed value since the last release, and those of them that nobody gave a reason for."""
    found: list[Change] = []
    unexplained: list[Change] = []
    for one in told:
        was = before.get(one.row)
        if was is None or was.sha256 == _sha256(one.line.encode()):
            continue
        new = record_from_json(json.loads(one.line))
        old = store.record_at(one.row, was.reviewer, was.last_seq)
        note = (new.review or {}).get("note")
        why = note if note and note != (old.review or {}).get("note") else reason
        here = list(changes(old, new, reason=why or "", found_by=one.reviewer))
        found += here
        unexplained += here if not why else []
    return found, unexplained


def build(store: Store, options: Options, made: Plan) -> Plan:
    """Make every file of the folder, in memory, and return the plan with them."""
    records = made.records if options.with_texts else [(s, texts.without(r)) for s, r in made.records]
    lines = [(s, texts.line(r)) for s, r in records]
    files = {"records.jsonl": "".join(line for _, line in lines)}
    for name in SPLITS:
        files[f"{name}.jsonl"] = "".join(line for s, line in lines if s == name)
    files |= tables(records)
    files["assay-1.schema.json"] = _packaged("schema", "assay-1.schema.json")
    if made.guideline is not None:
        files["coding-rules.md"] = made.guideline[2]
    if made.own_rules:
        files["project-rules.md"] = made.own_rules
    files["changes.jsonl"] = "".join(_change(made.version, c) for c in made.changes)
    files["README.md"] = card(_facts(store, options, made), records)
    made.files = {name: text.encode() for name, text in files.items()}
    _parquet(made.files, records)
    told = {name: (len(data), _sha256(data)) for name, data in sorted(made.files.items())}
    described = croissant(
        name=options.name,
        version=made.version,
        published=made.at[:10] or "1970-01-01",
        about=f"Verified records of conflict-news reports, {len(records):,} articles (assay/1).",
        licence=options.licence,
        url=options.url,
        files=told,
    )
    made.files["croissant.json"] = _json(described)
    made.files[MANIFEST] = _json(_manifest(options, made))
    sums = "".join(f"{_sha256(data)}  {name}\n" for name, data in sorted(made.files.items()))
    made.files[SUMS] = sums.encode()
    return made


def _parquet(files: dict[str, bytes], records: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """`records.parquet`, where pyarrow is there to write it."""
    import io

    from gold.formats.parquet import NeedsPyarrow, write

    out = io.BytesIO()
    try:
        write((record for _, record in records), out)
    except NeedsPyarrow:
        return
    files["records.parquet"] = out.getvalue()


def _manifest(options: Options, made: Plan) -> dict[str, Any]:
    files = {name: {"bytes": len(data), "sha256": _sha256(data)} for name, data in sorted(made.files.items())}
    return {
        "name": options.name,
        "version": made.version,
        "at": made.at,
        "guideline": made.guideline[0] if made.guideline else None,
        "texts": options.with_texts,
        "cuts": list(made.splits.cuts),
        "locked": list(options.locked),
        "moves": [{"row": row, "from": was, "to": now} for row, was, now in made.splits.moves],
        "splits": dict(sorted(Counter(made.splits.of.values()).items())),
        "files": files,
    }


def _facts(store: Store, options: Options, made: Plan) -> Facts:
    reviews = [r.get("review") or {} for _, r in made.records]
    shown = [r["proposal_shown"] for r in reviews if "proposal_shown" in r]
    progress = store.progress(options.reviewer or "")
    left = {"articles that nobody has finished": max(0, progress.total - len(made.records))}
    return Facts(
        name=options.name,
        version=made.version,
        published=made.at[:10],
        licence=options.licence,
        sampling=options.sampling,
        guideline=made.guideline[0] if made.guideline else None,
        guideline_sha256=made.guideline[1] if made.guideline else None,
        own_rules=bool(made.own_rules),
        excluded=left,
        unaided=shown.count(False) / len(shown) if shown else None,
        agreement=options.agreement,
        locked=options.locked,
        with_texts=options.with_texts,
        cuts=made.splits.cuts,
    )


def _change(version: str, change: Change) -> str:
    values = (version, *(getattr(change, name) for name in _CHANGES[1:]))
    return harmless(json.dumps(dict(zip(_CHANGES, values, strict=True)), ensure_ascii=False)) + "\n"


def write(folder: Path, files: dict[str, bytes]) -> None:
    """The folder, whole or not at all: written beside its place and then renamed. It must not exist yet."""
    import os
    import shutil
    import tempfile

    folder.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        for name, data in files.items():
            target = part / name
            target.parent.mkdir(exist_ok=True)
            with target.open("wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
        part.chmod(0o755)
        part.rename(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def remember(store: Store, options: Options, made: Plan, author: str) -> None:
    """Write down in the store what was released."""
    body = made.files[MANIFEST].decode()
    release = Release(
        options.name,
        made.version,
        made.at,
        author,
        made.guideline[0] if made.guideline else None,
        _sha256(made.files[MANIFEST]),
        json.loads(body),
    )
    store.add_release(release, made.members, body)


def _packaged(folder: str, name: str) -> str:
    return resources.files("gold").joinpath(folder, name).read_text(encoding="utf-8")


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
