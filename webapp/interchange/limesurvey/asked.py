"""What a question of LimeSurvey becomes, before conditions are understood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from webapp.domain.questions import SHUFFLABLE, AnswerOption, Limits, Question
from webapp.domain.text import Localised
from webapp.interchange.limesurvey.content import LimeQuestion
from webapp.interchange.limesurvey.languages import Languages
from webapp.interchange.where import Where


@dataclass(frozen=True, slots=True)
class Rule:
    """A relevance equation, and where it stands: at a group, a question or a row."""

    expression: str
    where: Where = field(compare=False, hash=False)


@dataclass(slots=True)
class Asked:
    """A question, and what conditions may call it and its options.

    Args:
        name: LimeSurvey's variable: the code of the question, and of the row where it has rows.
        rules: relevance equations that are all to hold.
        chosen: an earlier question and the code of its option that it belongs to, as a text after "other".
        options: the ids of its options by their codes.
        flags: variables that tell whether an option is chosen -> the code of that option.
        also: other names of the same variable.
        rows: variables that are rows of the question -> the id of the row.
    """

    name: str
    where: Where
    question: Question
    rules: tuple[Rule, ...] = ()
    chosen: tuple["Asked", str] | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    rows: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Context:
    """A question that is being read: its place, languages, and the rules that hold for it."""

    source: LimeQuestion
    where: Where
    languages: Languages
    rules: tuple[Rule, ...]
    text: Localised
    hint: Localised

    @property
    def code(self) -> str:
        return self.source.code

    @property
    def shuffled(self) -> bool:
        """Whether each resident was to meet options or rows in an order of their own."""
        source = self.source
        orders = (source.attribute("answer_order"), source.attribute("subquestion_order"))
        return source.attribute("random_order") == "1" or "random" in orders

    @property
    def required(self) -> bool:
        return self.source.mandatory == "Y"

    def asked(
        self,
        kind: str,
        options: Sequence[AnswerOption] = (),
        codes: Mapping[str, str] | None = None,
        limits: Limits | None = None,
    ) -> Asked:
        """The question itself as one of `kind`."""
        question = Question(
            id=self.code,
            kind=kind,
            text=self.text,
            hint=self.hint,
            required=self.required and kind != "note",
            options=tuple(options),
            limits=limits or Limits(),
            shuffled=self.shuffled and kind in SHUFFLABLE,
        )
        return Asked(self.code, self.where, question, self.rules, options=codes or {})

    def of_row(self, row: LimeQuestion, text: Localised, template: Asked, suffix: str = "") -> Asked:
        """A question of its own for `row`, otherwise as `template`."""
        name = f"{self.code}_{row.code}{suffix}"
        rules = self.rules
        if row.relevance:
            rules = (*rules, Rule(row.relevance, self.where))
        question = replace(template.question, id=name, text=text)
        return replace(template, name=name, question=question, rules=rules)

    def follow_up(self, asked: Asked, name: str, text: Localised, option: str) -> Asked:
        """A short text that is asked where `option`, a code, of `asked` was chosen."""
        question = Question(id=name, kind="short_text", text=text)
        return Asked(name, self.where, question, self.rules, chosen=(asked, option))


def joined(before: Localised, after: Localised) -> Localised:
    """Both texts in each language that has either: a row can be understood on its own."""
    languages = dict.fromkeys([*before, *after])
    return {
        language: " – ".join(text for text in (before.get(language), after.get(language)) if text)
        for language in languages
    }
