"""Every page about accessibility: importing it registers them."""

from webapp.accessibility import receipt, reporting, reports, statement
from webapp.accessibility.blueprint import bp

__all__ = ["bp", "receipt", "reporting", "reports", "statement"]
