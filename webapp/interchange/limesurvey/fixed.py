"""Answers that LimeSurvey itself words: yes and no, more and less, the steps of a scale."""

from collections.abc import Sequence

from webapp.domain.questions import AnswerOption
from webapp.domain.text import Localised
from webapp.interchange.question_rows import OTHER_TEXTS

WORDS = {
    "ar": ("نعم", "لا", "غير متأكد", "زيادة", "كما هو", "انخفاض", "أنثى", "ذكر", "تعليق"),
    "da": ("Ja", "Nej", "Usikker", "Mere", "Uændret", "Mindre", "Kvinde", "Mand", "Kommentar"),
    "de": ("Ja", "Nein", "Unsicher", "Zunahme", "Gleich", "Abnahme", "Weiblich", "Männlich", "Kommentar"),
    "en": ("Yes", "No", "Uncertain", "Increase", "Same", "Decrease", "Female", "Male", "Comment"),
    "es": ("Sí", "No", "No estoy seguro", "Aumentar", "Igual", "Disminuir", "Mujer", "Hombre", "Comentario"),
    "fi": ("Kyllä", "Ei", "En osaa sanoa", "Lisää", "Ennallaan", "Vähemmän", "Nainen", "Mies", "Kommentti"),
    "fr": ("Oui", "Non", "Incertain", "Augmenter", "Sans changement", "Diminuer", "Femme", "Homme", "Avis"),
    "nb": ("Ja", "Nei", "Usikker", "Øke", "Samme", "Minke", "Kvinne", "Mann", "Kommentar"),
    "pl": ("Tak", "Nie", "Nie wiem", "Wzrost", "Bez zmian", "Spadek", "Kobieta", "Mężczyzna", "Komentarz"),
    "sv": ("Ja", "Nej", "Osäker", "Öka", "Oförändrat", "Minska", "Kvinna", "Man", "Kommentar"),
    "uk": ("Так", "Ні", "Не знаю", "Збільшити", "Без змін", "Зменшити", "Жінка", "Чоловік", "Коментар"),
}
"""Language -> yes, no, uncertain, increase, same, decrease, female, male, comment."""
COMMENT = 8
LISTS = {
    "yes-no": {"Y": 0, "N": 1},
    "yes-no-uncertain": {"Y": 0, "N": 1, "U": 2},
    "change": {"I": 3, "S": 4, "D": 5},
    "gender": {"F": 6, "M": 7},
}
"""List -> the code of each answer and its place in `WORDS`."""


def fixed_options(name: str, languages: Sequence[str]) -> list[AnswerOption]:
    """The options of one of `LISTS`, in every language that has words here; else in English."""
    return [AnswerOption(code, word(place, languages)) for code, place in LISTS[name].items()]


def steps(highest: int, languages: Sequence[str]) -> list[AnswerOption]:
    """The numbers from 1 to `highest` as the steps of a scale."""
    return [AnswerOption(str(n), dict.fromkeys(languages, str(n))) for n in range(1, highest + 1)]


def word(place: int, languages: Sequence[str]) -> Localised:
    """One of the `WORDS` in each of `languages` that has it; else in English."""
    found = {tag: WORDS[base][place] for tag in languages if (base := tag.split("-")[0]) in WORDS}
    return found or {"en": WORDS["en"][place]}


def other_words(which: int, languages: Sequence[str]) -> Localised:
    """The option "other" (0), or the question what that is (1), in each of `languages`; else in English."""
    found = {tag: OTHER_TEXTS[base][which] for tag in languages if (base := tag.split("-")[0]) in OTHER_TEXTS}
    return found or {"en": OTHER_TEXTS["en"][which]}
