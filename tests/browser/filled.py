"""A town of everything, served."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser import town
from tests.browser.opinion_states import fill_opinions
from tests.browser.pairs_states import fill_pairs
from tests.browser.site import PRODUCT, Site, prepare, served
from tests.provider import provider


@contextmanager
def filled(folder: Path, app: str = PRODUCT) -> Iterator[Site]:
    """The application on a new database in `folder`, with the whole town in it and a provider of e-identities."""
    url = prepare(folder)
    with Site("", url).session() as session:
        town.fill(session)
        fill_pairs(session)
        fill_opinions(session)
    with provider() as people, served(url, folder, people.base, app) as running:
        yield running
