"""Names in the order that the reader's language has."""

from webapp.domain.collation import sort_key
from webapp.web.locale import current_language


def by_name(name: object) -> tuple[object, ...]:
    """What a name is sorted by, for whoever reads the page."""
    return sort_key(str(name), current_language().tag)
