"""Measures Rådslag: ``python -m tests.benchmarks [participation] [results] [weight]``, all if none is named.

Prints; never fails on time. Ends with 1 where an acknowledged response was lost, or stored or counted wrong.
"""

import argparse
import os
import sys

from tests.benchmarks import participation, results_page, weight
from tests.benchmarks.databases import DATABASES


def main() -> int:
    chosen = arguments()
    print(f"Processors: {os.cpu_count()}. Load average at the start: {os.getloadavg()[0]:.2f}.")
    if os.getloadavg()[0] > 0.5:
        print("Something else is running here: the figures are noisy.")
    sound = True
    if "participation" in chosen.parts:
        sound &= participation.run(chosen.databases, tuple(chosen.clients))
    if "results" in chosen.parts:
        results_page.run(chosen.databases)
    if "weight" in chosen.parts:
        weight.run()
    return 0 if sound else 1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measures Rådslag.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"one or more of: {', '.join(PARTS)}")
    parser.add_argument("--databases", nargs="+", choices=list(DATABASES), default=list(DATABASES))
    parser.add_argument("--clients", nargs="+", type=int, default=list(participation.CLIENTS))
    chosen = parser.parse_args()
    if unknown := set(chosen.parts) - set(PARTS):
        parser.error(f"unknown part: {', '.join(sorted(unknown))}")
    chosen.parts = chosen.parts or list(PARTS)
    return chosen


PARTS = ("participation", "results", "weight")


if __name__ == "__main__":
    sys.exit(main())
