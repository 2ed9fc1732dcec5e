"""The town that these tests share."""

from tests.yearly.town import boards, town

__all__ = ["boards", "town"]
