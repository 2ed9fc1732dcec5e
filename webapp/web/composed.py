"""How a question set is told to those who work with it: kinds, conditions and languages in words."""

from collections.abc import Callable
from dataclasses import dataclass

from webapp.domain.conditions import Answered, Chosen, Compared, Condition, Every, Otherwise, Some
from webapp.domain.kinds import KINDS, NOTE
from webapp.domain.questions import QuestionSet
from webapp.web.content import pick
from webapp.web.languages import LANGUAGES
from webapp.web.locale import current_language, decimal
from webapp.web.locale import gettext as _

KIND_ORDER = (*KINDS, NOTE)


@dataclass(frozen=True, slots=True)
class Words:
    """What something is called, and a hint about it."""

    label: str
    hint: str = ""


def language_word(tag: str) -> str:
    """What a language is called in the reader's own: ``arabiska``."""
    names = current_language().locale.languages
    known = LANGUAGES.get(tag)
    if known is None:
        return names.get(tag) or tag
    of_a_country = names.get(known.babel) if "_" in known.babel else None
    return names.get(tag) or of_a_country or known.name


def kind_words(kind: str) -> Words:
    """The name of a kind of question, and what one does with it."""
    return KIND_WORDS[kind]()


KIND_WORDS: dict[str, Callable[[], Words]] = {
    "single": lambda: Words(_("Ett val"), _("Välj ett av flera svar.")),
    "multiple": lambda: Words(_("Flera val"), _("Välj så många svar man vill, eller högst ett visst antal.")),
    "yes_no": lambda: Words(_("Ja eller nej"), _("Svara ja eller nej. Orden är redan översatta.")),
    "scale": lambda: Words(
        _("Skala"), _("Välj ett steg, till exempel från ”Mycket otrygg” till ”Mycket trygg”.")
    ),
    "short_text": lambda: Words(_("Kort text"), _("Skriv några ord.")),
    "long_text": lambda: Words(_("Lång text"), _("Skriv fritt.")),
    "number": lambda: Words(_("Tal"), _("Skriv ett tal, till exempel ett antal.")),
    "date": lambda: Words(_("Datum"), _("Skriv en dag, med dag, månad och år.")),
    "ranking": lambda: Words(_("Rangordning"), _("Sätt alternativen i ordning, det viktigaste först.")),
    "points": lambda: Words(_("Fördela poäng"), _("Dela ut ett antal poäng. Det viktigaste får flest.")),
    "budget": lambda: Words(
        _("Budget"), _("Rösta om vilka projekt som ska få pengar. Varje projekt har en kostnad.")
    ),
    "matrix": lambda: Words(
        _("Samma skala på flera rader"), _("Varje rad besvaras på samma skala, till exempel hur ofta.")
    ),
    "statements": lambda: Words(
        _("Påståenden"), _("Håll med, håll inte med eller hoppa över. Svarsorden är redan översatta.")
    ),
    "pairs": lambda: Words(
        _("Jämföra två och två"), _("Välj det viktigaste av två alternativ, i några par. Paren blir olika.")
    ),
    "picture": lambda: Words(
        _("Bildval"), _("Välj en av flera bilder. Varje bild har en text och en beskrivning i ord.")
    ),
    NOTE: lambda: Words(_("Text utan fråga"), _("En förklaring mellan frågorna. Den besvaras inte.")),
}


def chosen_options(condition: Condition) -> tuple[str, list[str]]:
    """The question and options of "one of these was chosen"; empty for any other condition, as on a row."""
    parts = condition.parts if isinstance(condition, Some) else (condition,)
    chosen = [part for part in parts if isinstance(part, Chosen)]
    questions = {part.question for part in chosen}
    if len(chosen) != len(parts) or len(questions) != 1 or any(part.row for part in chosen):
        return "", []
    return questions.pop(), [part.option for part in chosen]


def condition_words(condition: Condition, question_set: QuestionSet, source: str) -> str:
    """`condition` in words: ``fråga 2 har svaret ”Ja”``."""
    question, options = chosen_options(condition)
    if options:
        return _chosen(question, options, question_set, source)
    match condition:
        case Every(parts):
            return _joined(parts, _(" och "), question_set, source) or _("det passar")
        case Some(parts):
            return _joined(parts, _(" eller "), question_set, source) or _("det passar")
        case Otherwise(part):
            return _("inte (%(what)s)", what=condition_words(part, question_set, source))
        case Compared(question, comparison, than):
            sign = {"<=": "≤", ">=": "≥", "!=": "≠"}.get(comparison, comparison)
            about = _question(question, question_set)
            return _("%(question)s har ett svar %(sign)s %(number)s", question=about, sign=sign, number=than)
        case Chosen(question, option, row):
            said = _chosen(question, [option], question_set, source)
            name = _entry_name(question, row, question_set, source)
            return _("%(said)s på raden %(row)s", said=said, row=name) if row else said
        case Answered(question):
            return _("%(question)s är besvarad", question=_question(question, question_set))


def _joined(parts: tuple[Condition, ...], word: str, question_set: QuestionSet, source: str) -> str:
    said = [condition_words(part, question_set, source) for part in parts]
    nested = [isinstance(part, Every | Some) and len(parts) > 1 for part in parts]
    return word.join(f"({words})" if inside else words for words, inside in zip(said, nested, strict=True))


def _chosen(question_id: str, options: list[str], question_set: QuestionSet, source: str) -> str:
    names = [_entry_name(question_id, option, question_set, source) for option in options]
    return _(
        "%(question)s har svaret %(options)s",
        question=_question(question_id, question_set),
        options=_(" eller ").join(names),
    )


def _entry_name(question_id: str, entry: str, question_set: QuestionSet, source: str) -> str:
    """The text of an option or a row, in quotation marks."""
    question = question_set.by_id.get(question_id)
    texts = {each.id: each.text for each in (*question.options, *question.rows)} if question else {}
    return f"”{pick(dict(texts.get(entry, {})), source) or entry}”"


def _question(question_id: str, question_set: QuestionSet) -> str:
    number = question_set.numbers.get(question_id)
    return _("fråga %(number)s", number=decimal(number)) if number else _("en fråga som inte finns")
