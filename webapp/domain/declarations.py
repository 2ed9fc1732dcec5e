"""What a municipality declares to its residents: how accessible the service is, and how data are handled.

Source of the fields: lagen (2018:1937) om tillgänglighet till digital offentlig service and Digg's regulation
on the tillgänglighetsredogörelse; article 13 of the General Data Protection Regulation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any


class Conformance(StrEnum):
    """How far the service fulfils the requirements, in the three degrees that the statement may name."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class Assessment(StrEnum):
    """How the municipality has assessed the service."""

    OWN = "own"
    EXTERNAL = "external"
    USERS = "users"
    """People with disabilities have tried it."""


class Basis(StrEnum):
    """What the processing of personal data rests on: article 6.1 e, c or a."""

    PUBLIC_INTEREST = "public-interest"
    OBLIGATION = "obligation"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class AccessibilityStatement:
    """The fields of the accessibility statement that are the municipality's own.

    Args:
        service: what the service is called; empty for the product's own name.
        conformance: None while nobody has assessed the service.
        published_on: the first day that the statement named a degree.
        updated_on: the last day that somebody saved it.
        shortcomings: what is not accessible besides what is known of the product, in Swedish.
        burden: what is left out as unreasonably burdensome (12 §), with reasons, in Swedish.
        outside: what the law does not cover (9 §), in Swedish.
    """

    service: str = ""
    conformance: Conformance | None = None
    assessments: tuple[Assessment, ...] = ()
    assessed_on: date | None = None
    published_on: date | None = None
    updated_on: date | None = None
    shortcomings: str = ""
    burden: str = ""
    outside: str = ""


@dataclass(frozen=True, slots=True)
class PrivacyNotice:
    """What the municipality says of personal data in its own name, in Swedish.

    Args:
        controller: who is responsible; empty where each dialogue's own board is.
        address: how the controller is reached.
        rule: the rule of law that the basis rests on.
        officer_phone: the data protection officer's; the e-mail address stands with the municipality's.
        retention: how long responses are kept, and where that is decided.
        disposal: the decision by which reports about accessibility may be erased; empty: they are kept.
    """

    controller: str = ""
    address: str = ""
    basis: Basis = Basis.PUBLIC_INTEREST
    rule: str = ""
    officer_phone: str = ""
    retention: str = ""
    disposal: str = ""


def read_statement(document: Mapping[str, Any]) -> AccessibilityStatement:
    """A stored statement; fields that are not there are as before anybody has filled them in."""
    texts = {name: str(document.get(name, "")) for name in ("service", "shortcomings", "burden", "outside")}
    degree = document.get("conformance")
    return AccessibilityStatement(
        conformance=Conformance(degree) if degree else None,
        assessments=tuple(Assessment(each) for each in document.get("assessments", ())),
        assessed_on=_day(document.get("assessed_on")),
        published_on=_day(document.get("published_on")),
        updated_on=_day(document.get("updated_on")),
        **texts,
    )


def read_notice(document: Mapping[str, Any]) -> PrivacyNotice:
    """A stored notice; fields that are not there are as before anybody has filled them in."""
    known = {field.name for field in fields(PrivacyNotice)} - {"basis"}
    texts = {name: value for name, value in document.items() if name in known}
    return PrivacyNotice(basis=Basis(document.get("basis", Basis.PUBLIC_INTEREST)), **texts)


def as_document(declared: AccessibilityStatement | PrivacyNotice) -> dict[str, Any]:
    """What `read_statement` or `read_notice` reads."""
    return {field.name: _plain(getattr(declared, field.name)) for field in fields(declared)}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return [str(each) for each in value] if isinstance(value, tuple) else value and str(value)


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
