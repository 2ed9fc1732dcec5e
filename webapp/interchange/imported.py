"""What an import makes of a file, whatever its kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from webapp.domain.questions import QuestionSet
from webapp.domain.text import Localised
from webapp.interchange.remarks import Remark
from webapp.web.picture_files import Encoded


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file holds.

    Args:
        question_set: its sections and questions.
        languages: BCP 47 tags of the languages that have texts, in the order of the file.
        default_language: the one that the form is written in.
        title: the form's title, empty where it has none.
        notes: what was not carried over as it stood, in the order of the file.
        pictures: those that came in the file, by identifier.
    """

    question_set: QuestionSet
    languages: list[str]
    default_language: str
    title: Localised
    notes: list[Remark]
    pictures: Mapping[str, Encoded] = field(default_factory=dict)
