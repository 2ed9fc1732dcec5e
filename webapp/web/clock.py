"""The municipality's calendar."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import current_app


def now() -> datetime:
    """This moment, in UTC. Tests set ``NOW`` in the application's configuration."""
    fixed = current_app.config.get("NOW")
    return fixed() if fixed else datetime.now(UTC)


def today() -> date:
    """Today's date where the municipality is: stages change at its midnight."""
    zone = ZoneInfo(current_app.extensions["settings"].time_zone)
    return now().astimezone(zone).date()
