"""The pages of those who oversee."""

from webapp.oversight import adjusting, boards, declared, dissolving, municipality, trace

BLUEPRINTS = (municipality.bp, declared.bp, adjusting.bp, boards.bp, trace.bp)
__all__ = ["BLUEPRINTS", "dissolving"]
