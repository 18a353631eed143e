"""Run every benchmark, or those named: `python -m bench [--json] [NAME …]`.

A benchmark is a module here with `measure() -> dict`: figure name → number, the unit in the name.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pkgutil
import platform
import sys

import bench


def main() -> int:
    """Print one table (or JSON) of all figures."""
    names = [m.name for m in pkgutil.iter_modules(bench.__path__) if not m.name.startswith("_")]
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*names, []], help="benchmarks to run (default: all)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    chosen = parser.parse_args()
    results = {}
    for name in chosen.names or names:
        print(f"{name} …", file=sys.stderr)
        results[name] = importlib.import_module(f"bench.{name}").measure()
    if chosen.json:
        machine = {
            "python": platform.python_version(),
            "machine": platform.machine(),
            "cores": os.cpu_count(),
        }
        print(json.dumps({"machine": machine, "figures": results}, indent=2))
        return 0
    for name, figures in results.items():
        for figure, value in figures.items():
            print(f"{name:10} {figure:48} {value:>12,.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
