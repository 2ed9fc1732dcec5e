"""Conditions that are put together and kept as small as they can be."""

from collections.abc import Iterable

from webapp.domain.conditions import Condition, Every, Otherwise, Some

ALWAYS: Condition = Every(())
NEVER: Condition = Some(())


def every(parts: Iterable[Condition]) -> Condition:
    """True when all parts are; parts that always hold fall away."""
    flat: list[Condition] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Every) else [part])
    unique = tuple(dict.fromkeys(flat))
    if NEVER in unique:
        return NEVER
    return unique[0] if len(unique) == 1 else Every(unique)


def some(parts: Iterable[Condition]) -> Condition:
    """True when at least one part is; parts that never hold fall away."""
    flat: list[Condition] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Some) else [part])
    unique = tuple(dict.fromkeys(flat))
    if ALWAYS in unique:
        return ALWAYS
    return unique[0] if len(unique) == 1 else Some(unique)


def otherwise(part: Condition) -> Condition:
    """True when `part` is not."""
    if part in (ALWAYS, NEVER):
        return NEVER if part == ALWAYS else ALWAYS
    return part.part if isinstance(part, Otherwise) else Otherwise(part)
