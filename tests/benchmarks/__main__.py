"""Measures Rådslag: ``python -m tests.benchmarks [PART …]``, all parts if none is named; see ``--help``.

Prints; never fails on time. Ends with 1 where an acknowledged response was lost, or stored or counted wrong.
"""

import argparse
import os
import sys

from tests.benchmarks import participation, results_page, slow_disk, weight
from tests.benchmarks.databases import DATABASES


def main() -> int:
    chosen = arguments()
    print(f"Processors: {os.cpu_count()}. Load average at the start: {os.getloadavg()[0]:.2f}.")
    if os.getloadavg()[0] > 0.5:
        print("Something else is running here: the figures are noisy.")
    sound = True
    if "participation" in chosen.parts:
        sound &= participation.run(chosen.databases, tuple(chosen.clients))
    if "disk" in chosen.parts:
        sound &= slow_disk.run(max(chosen.clients), chosen.sync)
    if "results" in chosen.parts:
        sound &= results_page.run(chosen.databases, tuple(chosen.sizes))
    if "weight" in chosen.parts:
        weight.run()
    return 0 if sound else 1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measures Rådslag.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"one or more of: {', '.join(PARTS)}")
    parser.add_argument("--databases", nargs="+", choices=list(DATABASES), default=list(DATABASES))
    parser.add_argument("--clients", nargs="+", type=int, default=list(participation.CLIENTS))
    parser.add_argument(
        "--sizes",
        nargs="+",
        type=int,
        default=list(results_page.SIZES),
        help="how many responses the results page is read with",
    )
    parser.add_argument(
        "--sync",
        type=float,
        default=slow_disk.SYNC_MILLISECONDS,
        help="milliseconds that the slow disk needs for a sync",
    )
    chosen = parser.parse_args()
    if unknown := set(chosen.parts) - set(PARTS):
        parser.error(f"unknown part: {', '.join(sorted(unknown))}")
    chosen.parts = chosen.parts or list(PARTS)
    return chosen


PARTS = ("participation", "disk", "results", "weight")


if __name__ == "__main__":
    sys.exit(main())
