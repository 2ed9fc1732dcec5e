"""Pages of results with what is folded away unfolded."""

from tests.browser import town
from tests.browser.pages import state
from tests.browser.resident import Resident


@state("results.published: counted in every way")
def counted_in_every_way(resident: Resident) -> None:
    resident.visits(f"/dialogues/{town.ENDED}/results")
    resident.browser.run("for (const each of document.querySelectorAll('main details')) each.open = true")
    assert resident.browser.has("details[open] .matrix")
