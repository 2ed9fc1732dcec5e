"""The pages of those who oversee."""

from webapp.oversight import adjusting, boards, components, declared, dissolving, look, municipality, trace

BLUEPRINTS = (municipality.bp, declared.bp, look.bp, components.bp, adjusting.bp, boards.bp, trace.bp)
__all__ = ["BLUEPRINTS", "dissolving"]
