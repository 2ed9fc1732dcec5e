"""The languages of a survey, and its texts by them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from webapp.interchange.languages import tag_of
from webapp.interchange.limesurvey.tables import Row, Tables
from webapp.interchange.remarks import excerpt
from webapp.interchange.where import Where


@dataclass(frozen=True, slots=True)
class Languages:
    """What LimeSurvey calls each language -> its BCP 47 tag, the base language first."""

    known: Mapping[str, str]
    base: str

    @property
    def tags(self) -> list[str]:
        return list(dict.fromkeys(self.known.values()))

    def texts(self, row: Row, field: str) -> dict[str, str]:
        """The text of one row, by the language that the row is in; the base one where it does not say."""
        text, written = row.get(field, ""), row.get("language", "")
        tag = self.known.get(written) if written else self.base
        return {tag: text} if text and tag else {}

    def by_id(self, rows: Iterable[Row], key: str, field: str) -> dict[str, dict[str, str]]:
        """The texts of all rows of one thing together, by its key."""
        found: dict[str, dict[str, str]] = {}
        for row in rows:
            if texts := self.texts(row, field):
                found.setdefault(row.get(key, ""), {}).update(texts)
        return found


def languages_of(tables: Tables, assumed: str, where: Where) -> Languages:
    """The languages of the survey; `assumed` where it names none."""
    settings = tables.of("surveys")[0] if tables.of("surveys") else {}
    named = [settings.get("language", ""), *settings.get("additional_languages", "").split()]
    named += tables.languages
    known: dict[str, str] = {}
    for name in dict.fromkeys(filter(None, named)):
        tag = tag_of(name)
        if tag:
            known[name] = tag
        else:
            where.remark("lss-language-unknown", value=excerpt(name))
    return Languages(known, next(iter(known.values()), assumed))
