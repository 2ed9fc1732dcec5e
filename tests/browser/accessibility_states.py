"""The statement and the reports about accessibility in each of their states: how to bring a browser there."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.browser.pages import plain, state
from tests.browser.resident import Resident
from tests.browser.site import Site
from tests.factories import days
from webapp.models import FaultReport, Municipality

FORM = "/accessibility/report"
ASSESSED = {
    "service": "Dialog Lindmo",
    "conformance": "partial",
    "assessments": ["own", "users"],
    "assessed_on": days(-9).isoformat(),
    "published_on": days(-8).isoformat(),
    "updated_on": days(-8).isoformat(),
    "shortcomings": "Två filmer saknar text. Vi textar dem före mars.",
    "burden": "Inspelade möten från 2019.",
    "outside": "Kartan över parken.",
}
DECLARED = {
    "controller": "Kommunstyrelsen",
    "address": "Storgatan 1, Lindmo",
    "rule": "8 kap. 3 § kommunallagen",
    "officer_phone": "0500-300 00",
    "retention": "Svaren sparas i två år.",
}


@contextmanager
def declaring(site: Site, **columns: Any) -> Iterator[None]:
    """While it lasts, the municipality has declared this."""
    declare(site, **columns)
    try:
        yield
    finally:
        declare(site, **{name: {} for name in columns})


def declare(site: Site, **columns: Any) -> None:
    with site.session() as session:
        served = session.query(Municipality).one()
        for name, value in columns.items():
            setattr(served, name, value)


plain("accessibility.report: fresh", f"{FORM}?page=/sv/policy")


@state("accessibility.statement: assessed")
def assessed(resident: Resident) -> None:
    with declaring(resident.site, accessibility=ASSESSED):
        resident.visits("/accessibility")
    assert "Dialog Lindmo" in resident.browser.text()


@state("dialogues.privacy: declared")
def declared(resident: Resident) -> None:
    with declaring(resident.site, privacy=DECLARED):
        resident.visits("/privacy")
    assert "Kommunstyrelsen" in resident.browser.text()


@state("accessibility.report: mistakes")
def report_mistakes(resident: Resident) -> None:
    resident.visits(FORM)
    resident.browser.follow("#send")
    assert resident.browser.has("#problems")


REPORTED = ("Knappen läses inte upp.", "لا يقرأ قارئ الشاشة الزر هنا.")
"""What does not work, in Swedish and in Arabic."""


@state("accessibility.receipt: just sent")
def report_sent(resident: Resident) -> None:
    resident.visits(FORM)
    resident.browser.type("#text", REPORTED[resident.lang == "ar"])
    resident.browser.type("#contact", "0500-123 45")
    resident.browser.follow("#send")
    assert not resident.browser.has("#problems"), resident.browser.text("#problems")


@state("accessibility.receipt: answered")
def report_answered(resident: Resident) -> None:
    report_sent(resident)
    with resident.site.session() as session:
        found = (
            session.query(FaultReport).filter_by(answered_on=None, text=REPORTED[resident.lang == "ar"]).all()
        )
        for each in found:
            each.answer, each.answered_on = {"sv": "Nu är det rättat."}, days(0)
    resident.browser.goes_to(resident.browser.path)
    assert "Nu är det rättat." in resident.browser.text()
