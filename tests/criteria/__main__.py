"""Writes WCAG.md, or with --check says whether it is as it would be written now."""

import argparse
import sys
from pathlib import Path

from tests.criteria.page import page
from tests.criteria.table import ROOT, WrongTable, faults, load

PAGE = "WCAG.md"


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """0 if everything that the table names is there and the page is right, otherwise 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.criteria", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if the page is not current")
    checks = parser.parse_args(arguments).check
    try:
        criteria = load()
    except WrongTable as wrong:
        print(wrong, file=sys.stderr)
        return 1
    wrong = list(faults(criteria, ROOT))
    path, text = root / PAGE, page(criteria)
    if not checks:
        path.write_text(text, encoding="utf-8")
    elif not path.exists() or path.read_text(encoding="utf-8") != text:
        wrong.append(f"{PAGE} is not what would be generated now. Run `make criteria`.")
    print("\n".join(wrong) or f"{PAGE} says how {len(criteria)} criteria of WCAG are held.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
