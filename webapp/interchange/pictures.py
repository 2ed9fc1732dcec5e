"""The pictures of a question set in our own file, as base64."""

from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from dataclasses import replace

from webapp.domain.questions import AnswerOption, Question, QuestionSet
from webapp.interchange.remarks import PATH, Remark, excerpt
from webapp.web.picture_files import Encoded, PictureRefused, taken_over


def written_pictures(pictures: Mapping[str, bytes]) -> dict[str, str]:
    """Identifier -> file, as they are written."""
    return {id_: b64encode(content).decode() for id_, content in pictures.items()}


def read_pictures(
    written: Mapping[str, str], questions: QuestionSet
) -> tuple[dict[str, Encoded], list[Remark]]:
    """Identifier in the file -> picture, of those that `questions` show; and what cannot be read as one.

    What another installation of ours made is taken over byte for byte; anything else is made anew.
    """
    found: dict[str, Encoded] = {}
    problems = []
    for id_ in sorted(questions.pictures.keys() & written.keys()):
        content = written[id_]
        try:
            found[id_] = taken_over(b64decode(content, validate=True))
        except (ValueError, PictureRefused):
            problems.append(Remark(f"pictures.{excerpt(id_)}", None, "json-picture", {}, PATH))
    return found, problems


def with_pictures(questions: QuestionSet, pictures: Mapping[str, Encoded]) -> QuestionSet:
    """The set with each option's picture as it is kept here."""

    def shown(option: AnswerOption) -> AnswerOption:
        given = pictures.get(option.picture.id) if option.picture else None
        return replace(option, picture=given.picture) if given else option

    def showing(question: Question) -> Question:
        return replace(question, options=tuple(map(shown, question.options)))

    return QuestionSet(
        tuple(
            replace(section, questions=tuple(map(showing, section.questions)))
            for section in questions.sections
        )
    )


def missing(questions: QuestionSet, pictures: Mapping[str, Encoded]) -> Iterator[Remark]:
    """Questions that show a picture that is not in the file."""
    for question in questions.by_id.values():
        if any(option.picture and option.picture.id not in pictures for option in question.options):
            yield Remark(excerpt(question.id), None, "json-no-picture", {}, PATH)
