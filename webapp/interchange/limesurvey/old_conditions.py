"""Conditions as versions before 1.92 kept them, in a table of their own, as relevance equations."""

from collections.abc import Sequence

from webapp.interchange.limesurvey.tables import Row

COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")


def equation_of(rows: Sequence[Row]) -> str:
    """The relevance equation that the rows of one question amount to.

    Rows of a scenario about the same answer are alternatives, those about different ones are all to hold;
    scenarios are alternatives.
    """
    scenarios: dict[str, dict[tuple[str, str], list[str]]] = {}
    for row in rows:
        method = row.get("method", "==")
        subject = (row.get("cqid", ""), method if method != "==" else "")
        fields = scenarios.setdefault(row.get("scenario", "1"), {})
        fields.setdefault(subject, []).append(_statement(row, method))
    return " or ".join(f"({' and '.join(map(_either, each.values()))})" for each in scenarios.values())


def _either(statements: Sequence[str]) -> str:
    return f"({' or '.join(dict.fromkeys(statements))})"


def _statement(row: Row, method: str) -> str:
    field, value = row.get("cfieldname", "").removeprefix("+"), row.get("value", "").strip()
    if method not in COMPARISONS:
        return f"regexMatch({field})"
    if value.startswith(("@", "{")):
        return f"{field}.NAOK {method} {value.strip('@{}')}"
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{field}.NAOK {method} "{quoted}"'
