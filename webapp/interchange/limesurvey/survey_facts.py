"""What a survey says of itself as a whole: its title is carried over, the rest is told."""

from collections.abc import Iterable, Sequence

from webapp.domain.text import Localised
from webapp.interchange.limesurvey.content import LimeSurvey
from webapp.interchange.limesurvey.html_text import texts_in
from webapp.interchange.limesurvey.languages import Languages
from webapp.interchange.limesurvey.tables import Tables
from webapp.interchange.remarks import FILE, Report, excerpt
from webapp.interchange.settings import LONGEST_TITLE
from webapp.interchange.where import Where

TEXTS = ("surveyls_description", "surveyls_welcometext", "surveyls_endtext", "surveyls_policy_notice")
KEPT_ON_PEOPLE = ("ipaddr", "refurl", "datestamp", "savetimings", "usetokens")
"""Settings that have LimeSurvey store more than the answers."""


def title_of(tables: Tables, languages: Languages, whole: Where) -> Localised:
    """The survey's title by language."""
    texts = texts_in(_setting(tables, languages, "surveyls_title"), whole, multiline=False)
    return {language: text[:LONGEST_TITLE].rstrip() for language, text in texts.items()}


def tell_survey(
    tables: Tables,
    survey: LimeSurvey,
    languages: Languages,
    offered: Sequence[str],
    looks: Iterable[str],
    whole: Where,
) -> None:
    """Remarks upon everything that is the survey's and not a question's."""
    for name in TEXTS:
        unheard = Where(Report(), FILE)
        text = texts_in(_setting(tables, languages, name), unheard, multiline=False)
        if text:
            whole.remark("lss-survey-text", value=excerpt(next(iter(text.values()))))
    for row in tables.of("quota"):
        whole.remark("lss-quota", name=excerpt(row.get("name", "")))
    for table, code in (("assessments", "lss-assessments"), ("survey_urlparameters", "lss-parameters")):
        if tables.of(table):
            whole.remark(code)
    if any(row.get(name) == "Y" for row in tables.of("surveys") for name in KEPT_ON_PEOPLE):
        whole.remark("lss-kept-on-people")
    if survey.orphans:
        whole.remark("lss-orphans", names=[excerpt(code) for code in survey.orphans[:20]])
    if looks:
        whole.remark("lss-looks", names=sorted(map(excerpt, looks))[:20])
    for tag in languages.tags:
        if tag not in offered:
            whole.remark("language-not-offered", language=tag)


def _setting(tables: Tables, languages: Languages, name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in tables.of("surveys_languagesettings"):
        tag = languages.known.get(row.get("surveyls_language", ""), "")
        if tag and row.get(name):
            found.setdefault(tag, row[name])
    return found
