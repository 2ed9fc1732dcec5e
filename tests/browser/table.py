"""What the visits of a run found: a line for each page and state, the looks, the suppressions, the versions."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.browser.engines import IN_THE_BROWSER, NU, STRICT, EngineMissing, ace, axe, htmlcs, nu, version_of
from tests.browser.engines.suppressions import SUPPRESSIONS
from tests.browser.looks import SIZES, THEMES
from tests.browser.plan import RULE

Told = dict[str, Any]
"""A visit as it is told between processes (`Visit.told`)."""
NOT_THERE = "–"


def concluded(visits: list[Told], folder: Path) -> tuple[list[str], bool]:
    """The lines of the table, and whether the HTML has errors or could not be checked although it must be."""
    try:
        errors, quiet = nu.check(folder)
        missing = ""
    except EngineMissing as lacking:
        errors, quiet, missing = {}, {}, str(lacking)
    suppressed = Counter(quiet)
    for visit in visits:
        suppressed.update({int(number): times for number, times in visit["suppressed"].items()})
    lines = [
        *RULE,
        versions(),
        "",
        *pages(visits, None if missing else errors),
        *grid(visits),
        *hushed(suppressed),
        *told_errors(visits, errors),
        *([f"The Nu checker did not run. {missing}"] if missing else []),
    ]
    return lines, bool(errors) or bool(missing and STRICT)


def pages(visits: list[Told], errors: dict[str, list[str]] | None) -> Iterator[str]:
    """A line for each page and state: languages, how many looks, what each engine found."""
    grouped: defaultdict[str, list[Told]] = defaultdict(list)
    for visit in visits:
        grouped[visit["page"]].append(visit)
    width = max(map(len, grouped))
    for page in sorted(grouped):
        mine = grouped[page]
        counts: Counter[str] = Counter()
        for look in (look for visit in mine for look in visit["looks"].values()):
            counts.update(look)
        found = [f"{engine} {counts.get(engine, NOT_THERE)}" for engine in IN_THE_BROWSER]
        found.append(
            f"{NU} {NOT_THERE if errors is None else sum(len(errors.get(v['html'], ())) for v in mine)}"
        )
        looked = sum(len(visit["looks"]) for visit in mine)
        langs = " ".join(sorted({visit["lang"] for visit in mine}))
        every = sum(visit["faults"] for visit in mine)
        yield f"{page:<{width}}  {langs:<9} {looked:>3} looks  {'  '.join(found)}  all faults {every}"


def grid(visits: Iterable[Told]) -> Iterator[str]:
    """How many looks there were of each theme and size, by language."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for visit in visits:
        counts[visit["lang"]].update(visit["looks"].keys())
    yield ""
    for lang, seen in sorted(counts.items()):
        cells = [f"{theme} {size}: {seen[f'{theme} {size}']}" for theme in THEMES for size in SIZES]
        yield f"{lang}: {', '.join(cells)}"


def hushed(suppressed: Counter[int]) -> Iterator[str]:
    """Every suppression with its reason and how often it was needed."""
    for number, each in enumerate(SUPPRESSIONS):
        yield f"suppressed {suppressed[number]} × {each.engine} {each.rule} at {each.css}: {each.reason}"


def told_errors(visits: Iterable[Told], errors: dict[str, list[str]]) -> Iterator[str]:
    """The errors of the Nu checker, each with the first page that has it."""
    told: dict[str, str] = {}
    for visit in visits:
        for error in errors.get(visit["html"], ()):
            told.setdefault(error, f"{visit['page']} ({visit['lang']})")
    yield from (f"{where}: {error}" for error, where in told.items())


def versions() -> str:
    known = {
        "axe-core": axe.version(),
        **{package: version_of(package) for package in (ace.PACKAGE, htmlcs.PACKAGE, nu.PACKAGE)},
    }
    return ", ".join(f"{name} {version or 'not installed'}" for name, version in known.items())
