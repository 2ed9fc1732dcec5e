"""What deserves a thought before a dialogue opens. It never keeps one from going on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flask import url_for

from webapp.domain.gates import Warned, suggests_user_dialogue
from webapp.domain.methods import promising_too_much
from webapp.domain.translating import gaps
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.web.composed import language_word
from webapp.web.hard_texts import hard_texts
from webapp.web.locale import and_list, ngettext
from webapp.web.locale import gettext as _
from webapp.web.plan_words import method_word
from webapp.web.policy import record, warnings
from webapp.web.translation_words import anchor_of
from webapp.web.translations import work_on


@dataclass(frozen=True, slots=True)
class Caution:
    """A thought: the sentence, and where it is mended."""

    sentence: str
    address: str


def cautions(dialogue: Dialogue) -> list[Caution]:
    """Everything that deserves a thought about `dialogue` today."""
    return [
        *(_of_policy(dialogue, warned) for warned in warnings(dialogue)),
        *_about_the_matter(dialogue),
        *_about_methods(dialogue),
        *(Caution(each.sentence, each.address) for each in hard_texts(dialogue)),
        *_about_languages(dialogue),
    ]


def _facts(dialogue: Dialogue, anchor: str) -> str:
    return url_for("editing.facts", slug=dialogue.slug, _anchor=anchor)


def _plan(dialogue: Dialogue, anchor: str) -> str:
    return url_for("planning.plan", slug=dialogue.slug, _anchor=anchor)


def _of_policy(dialogue: Dialogue, warned: Warned) -> Caution:
    words, anchor = WARNINGS[warned.code]
    place = _plan if anchor == "channels" else _facts
    return Caution(words(warned.number), place(dialogue, anchor))


WARNINGS: dict[str, tuple[Callable[[int], str], str]] = {
    "short-margin": (
        lambda weeks: ngettext(
            "Det är mindre än %(n)s vecka mellan sista dagen att svara och beslutet. Hinner svaren påverka?",
            "Det är mindre än %(n)s veckor mellan sista dagen att svara och beslutet. Hinner svaren påverka?",
            weeks,
        ),
        "decided_on",
    ),
    "short-time": (
        lambda days: ngettext(
            "Dialogen är öppen mindre än %(n)s dag. Hinner alla som vill?",
            "Dialogen är öppen mindre än %(n)s dagar. Hinner alla som vill?",
            days,
        ),
        "closes_on",
    ),
    "only-web": (
        lambda _number: _("Det går bara att svara på webben. Når ni dem ni frågar?"),
        "channels",
    ),
    "opening-passed": (
        lambda _number: _("Första dagen att svara har redan varit. Dialogen öppnar den dag ni publicerar."),
        "opens_on",
    ),
}
"""Code of a warning -> its sentence, and the field it is about. A test holds that no code lacks one."""


def _about_the_matter(dialogue: Dialogue) -> Iterator[Caution]:
    if suggests_user_dialogue(record(dialogue)):
        yield Caution(
            _("Inga förtroendevalda ska besluta i frågan. Är det en brukardialog?"), _plan(dialogue, "type")
        )


def _about_methods(dialogue: Dialogue) -> Iterator[Caution]:
    beyond = promising_too_much(dialogue.methods, dialogue.step) if dialogue.step else []
    if beyond:
        yield Caution(
            _(
                "De som deltar kan vänta sig mer inflytande än de får av: %(methods)s.",
                methods=and_list(method_word(method) for method in beyond),
            ),
            _plan(dialogue, "methods"),
        )


def _about_languages(dialogue: Dialogue) -> Iterator[Caution]:
    work = work_on(db.session, dialogue)
    for lang in work.languages:
        found = gaps(work.units, lang, work.source, work.known)
        if found:
            address = url_for(
                "editing.translate", slug=dialogue.slug, target=lang, _anchor=anchor_of(found[0])
            )
            yield Caution(_gaps(len(found), lang, work.source), address)


def _gaps(number: int, lang: str, source: str) -> str:
    return ngettext(
        "Den som läser på %(language)s får %(n)s text på %(source)s. "
        "Översättningen saknas eller är inte granskad.",
        "Den som läser på %(language)s får %(n)s texter på %(source)s. "
        "Översättningarna saknas eller är inte granskade.",
        number,
        language=language_word(lang),
        source=language_word(source),
    )
