"""The dataset card: what a release is, how it was made, and what to mind, in Hugging Face's form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gold.release.plan import SPLITS

Json = Mapping[str, Any]

_CARE = """\
The articles are about people who were killed, wounded, arrested or abducted, and may name them. Names are in
the texts and in quotes only; the values hold counts, places and names of parties. Do not use the set to
identify people, to train systems that do, or to single out victims or their families. Figures are what an
article states, coded conservatively; they are not a count of what happened."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a card tells beside what can be counted in the records. `agreement` are sentences; `excluded` says
    what was left out and why, `unaided` is the share of records made without a proposal on screen.
    """

    name: str
    version: str
    published: str
    licence: str
    sampling: str
    guideline: str | None
    guideline_sha256: str | None
    own_rules: bool
    excluded: Mapping[str, int]
    unaided: float | None
    agreement: Sequence[str]
    locked: Sequence[str]
    with_texts: bool
    cuts: Sequence[str]


def card(facts: Facts, records: Sequence[tuple[str, Json]]) -> str:
    """The card of (split, record) pairs, in Markdown with its YAML head."""
    return "\n".join((_head(facts, records), *_body(facts, records))) + "\n"


def _head(facts: Facts, records: Sequence[tuple[str, Json]]) -> str:
    languages = sorted({r["article"].get("language") or "en" for _, r in records}) or ["en"]
    lines = [
        "---",
        f"pretty_name: {_quoted(f'{facts.name} {facts.version}')}",
        f"license: {_licence(facts.licence)}",
    ]
    lines += ["language:", *(f"- {_quoted(code)}" for code in languages)]
    lines += ["task_categories:", "- token-classification", "tags:", "- event-extraction", "- conflict"]
    lines += [
        "size_categories:",
        f"- {_size(len(records))}",
        "configs:",
        "- config_name: default",
        "  data_files:",
    ]
    for split in SPLITS:
        lines += [f"  - split: {'validation' if split == 'dev' else split}", f"    path: {split}.jsonl"]
    return "\n".join([*lines, "---", ""])


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _licence(name: str) -> str:
    return name.lower() if name.replace("-", "").replace(".", "").isalnum() else "other"


def _size(number: int) -> str:
    for most, name in ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K")):
        if number < most:
            return name
    return "100K<n<1M"


def _body(facts: Facts, records: Sequence[tuple[str, Json]]) -> list[str]:
    entries = [e for _, r in records for e in r["incidents"]]
    counts = [c for e in entries for c in e["counts"]]
    kinds = Counter(e["kind"] for e in entries)
    outcomes = Counter(c["outcome"] for c in counts)
    status = Counter((r.get("review") or {}).get("status", "gold") for _, r in records)
    lines = [
        f"# {facts.name} {facts.version}",
        "",
        "Verified records of conflict-news reports: incidents and totals with dates, places and counts by",
        "side and outcome, each value with the words that it was read from. Made with Assay; the record",
        "format is `assay/1`, described by `assay-1.schema.json` and `coding-rules.md`.",
        "",
        "## What is in it",
        "",
        f"{len(records):,} articles ({_listed(status)}), {kinds['incident']:,} incidents, "
        f"{kinds['total']:,} totals, {len(counts):,} counts ({_listed(outcomes)}).",
        "",
        "| split | articles | from | to |",
        "|---|---|---|---|",
        *_splits(records),
        "",
        "Splits are by time, and near copies of one text stand together"
        + (f"; cut at {' and '.join(facts.cuts)}." if facts.cuts else "."),
    ]
    if facts.locked:
        lines += ["", f"Locked (held out; not for development): {', '.join(facts.locked)}."]
    texts = "with their texts" if facts.with_texts else "without texts and quotes (hashes and offsets stand)"
    lines += ["", f"Records are {texts}.", "", "## How it was sampled", "", facts.sampling]
    lines += ["", "## What was left out", "", *_excluded(facts.excluded)]
    lines += ["", "## How it was made", "", *_made(facts), "", "## Agreement", ""]
    lines += list(facts.agreement) or ["No article was coded by two people."]
    return [*lines, "", "## Licence", "", facts.licence, "", "## Care", "", _CARE]


def _listed(counter: Mapping[str, int]) -> str:
    return (
        ", ".join(f"{n:,} {name}" for name, n in sorted(counter.items(), key=lambda kv: (-kv[1], kv[0])))
        or "none"
    )


def _splits(records: Sequence[tuple[str, Json]]) -> list[str]:
    rows = []
    for split in SPLITS:
        days = sorted(r["article"].get("published") or "" for name, r in records if name == split)
        known = [day for day in days if day]
        rows.append(
            f"| {split} | {len(days):,} | {known[0] if known else '–'} | {known[-1] if known else '–'} |"
        )
    return rows


def _excluded(excluded: Mapping[str, int]) -> list[str]:
    told = [f"- {what}: {n:,}" for what, n in excluded.items() if n]
    return told or ["Nothing: every article of the store is in it."]


def _made(facts: Facts) -> list[str]:
    if facts.unaided is None:
        shown = "Whether a proposal was on screen was not recorded."
    else:
        shown = f"{facts.unaided:.0%} of the records were made without a proposal on screen, the others by "
        shown += "checking one; who checks a proposal shares what it overlooks."
    told = "No version of the coding rules was recorded."
    if facts.guideline is not None:
        digest = (facts.guideline_sha256 or "")[:16]
        told = f"Coding rules: version {facts.guideline} (sha256 {digest}…), in `coding-rules.md`."
    own = "What proposals were ruled by, out of the project's own mends: `project-rules.md`."
    return [told, *([own] if facts.own_rules else []), "", shown]
