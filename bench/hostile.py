"""Texts made to take long: how the time grows with their size, and the slowest at 5 MB.

    python -m bench.hostile [KIND …] [--size CHARACTERS]

The garbage collector is set as `assay extract` sets it. `measure()` gives for each kind how much longer a
text of four times the size takes, divided by four: about 1 where the time is linear. From the command line
each kind is extracted once at its full size, in a process of its own, with CPU seconds and peak memory.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time

from gold.parallel import settle_memory

#: Each is repeated up to the size; `nested` is made of as many opening as closing brackets.
KINDS: dict[str, str] = {
    "counts": "killed 1 and 2 and ",
    "one letter": "a",
    "one capital": "A",
    "capitals": "A B ",
    "blanks": " ",
    "line breaks": "\n",
    "blank lines": "a\n\n",
    "no-break spaces": "a\u00a0",
    "open brackets": "(((",
    "nested": "",
    "quotes in quotes": "\"'(“",
    "said so": "“said” ",
    "dates": "on 12 January 2025, ",
    "days in figures": "12/03/2025 ",
    "weekdays": "Monday night, ",
    "places": "Kabul, Quetta, Zhob, ",
    "a place": "Kabul ",
    "unknown places": "Zorbal Tangi Gharbi ",
    "districts": "Kalat District, Zhob District, ",
    "number words": "twenty one hundred ",
    "digits": "1234567890",
    "figures": "1234 ",
    "ranges": "between 10 and 15 ",
    "lakhs": "1.2 lakh ",
    "commas": ",",
    "full stops": ". ",
    "titles": "Gen. ",
    "hyphens": "a-",
    "possessives": "'s ",
    "prepositions": "of the ",
    "reports": "12 soldiers and 3 policemen were killed in Zhob. ",
    "reports in capitals": "THE TROOPS KILLED 12 REBELS IN ZHOB. ",
    "people": "a soldier and ",
    "parts": "12 killed, including ",
    "tolls": "the toll rose to 12, ",
    "sources": "police said, ",
    "tags": "<b><i>",
    "paragraphs": "<p>Two killed in Quetta</p>",
    "entities": "&amp;",
    "a table": "Quetta\t12\t3\n",
    "notes": "[sic] ",
    "square brackets": "[",
    "Arabic": "قتل 12 جنديا في كابول. ",
    "Chinese": "三人死亡",
    "Russian": "Убиты 12 солдат. ",
    "accents": "é",
    "zero width": "\u200b",
}
_FULL = 5_000_000
_SMALL = 40_000
_TIMES = 4


def hostile(kind: str, size: int) -> str:
    """A text of this kind, `size` characters long."""
    if kind == "nested":
        return "(" * (size // 2) + ")" * (size - size // 2)
    unit = KINDS[kind]
    return (unit * (size // len(unit) + 1))[:size]


def measure() -> dict[str, float]:
    """The growth of each kind, and CPU seconds and memory of the slowest at 5 MB."""
    settle_memory()
    found, slow = {}, {}
    for kind in KINDS:
        small, large = (min(_seconds(kind, size) for _ in range(3)) for size in (_SMALL, _SMALL * _TIMES))
        found[f"{kind}: growth (1 is linear)"] = large / small / _TIMES
        slow[kind] = large
    slowest = max(slow, key=slow.__getitem__)
    seconds, peak = map(float, _apart(slowest, _FULL).split()[:2])
    return {
        **found,
        f"5 MB of the slowest, {slowest} (s)": seconds,
        f"5 MB of the slowest, {slowest} (MB)": peak,
    }


def _seconds(kind: str, size: int) -> float:
    """CPU seconds for a text of this kind."""
    from extract.article import make_article
    from extract.pipeline import extract

    text = hostile(kind, size)
    begun = time.process_time()
    extract(make_article(kind, text))
    return time.process_time() - begun


def _apart(kind: str, size: int) -> str:
    """CPU seconds and peak memory in MB of a process that extracts the text."""
    command = [sys.executable, "-m", "bench.hostile", kind, "--size", str(size), "--alone"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main() -> int:
    """Extract each kind at its full size."""
    parser = argparse.ArgumentParser(prog="python -m bench.hostile", description=(__doc__ or "")[:78])
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"of: {', '.join(KINDS)} (default: all)")
    parser.add_argument("--size", type=int, default=_FULL, help="characters")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    for kind in chosen.kinds or KINDS:
        if chosen.alone:
            _seconds(kind, 2000)
            settle_memory()
            seconds = _seconds(kind, chosen.size)
            print(f"{seconds:.2f} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")
        else:
            seconds, peak = map(float, _apart(kind, chosen.size).split())
            print(f"{kind:22} {seconds:8.2f} s {peak:6.0f} MB", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
