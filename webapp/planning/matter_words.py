"""The questions that sort a new matter, and what their answers lead to."""

from collections.abc import Callable

from webapp.domain.new_matter import Advice
from webapp.web.composed import Words
from webapp.web.locale import gettext as _


def matter_questions() -> list[tuple[str, Words]]:
    """(name, question with examples), in the order that they settle the matter."""
    return [
        (
            "single",
            Words(
                _("Är det ett klagomål, en felanmälan eller ett enskilt ärende?"),
                _("Till exempel en trasig lampa, eller ett beslut som gäller en enda person."),
            ),
        ),
        (
            "by_law",
            Words(
                _("Kräver en lag att ni håller samråd?"),
                _("Till exempel plan- och bygglagen när ni gör en detaljplan."),
            ),
        ),
        (
            "open",
            Words(
                _("Går något att påverka?"),
                _("Svara nej om allt redan är bestämt, eller om kommunen inte får bestämma."),
            ),
        ),
        (
            "political",
            Words(
                _("Ska förtroendevalda besluta i frågan?"),
                _(
                    "En nämnd, kommunstyrelsen eller kommunfullmäktige. Svara nej om det gäller hur en "
                    "verksamhet fungerar i vardagen."
                ),
            ),
        ),
    ]


def advice_words(advice: Advice, *, informing: bool) -> Words:
    """A heading and why. `informing`: the municipality's policy calls information a dialogue."""
    if advice is Advice.INFORMATION and informing:
        return Words(
            _("Det här kan vara en dialog som bara informerar"),
            _(
                "Inget går att påverka. Hos er räcker ibland ett informationsmöte som dialog. "
                "Säg tydligt att inget kan ändras."
            ),
        )
    return ADVICE[advice]()


ADVICE: dict[Advice, Callable[[], Words]] = {
    Advice.COMPLAINT: lambda: Words(
        _("Det här är ingen dialog"),
        _(
            "Klagomål, felanmälningar och enskilda ärenden har en egen väg in. "
            "Där får den som skriver ett svar."
        ),
    ),
    Advice.CONSULTATION: lambda: Words(
        _("Det här är ett samråd enligt lag"),
        _("Lagen kräver att ni frågar. Tjänstepersoner ansvarar för samrådet, och det har en kortaste tid."),
    ),
    Advice.RESIDENT: lambda: Words(
        _("Det här är en dialog inför ett politiskt beslut"),
        _(
            "Något går att påverka, och förtroendevalda ska besluta. De bestämmer om dialogen ska hållas och "
            "hur mycket de som deltar kan påverka."
        ),
    ),
    Advice.USER: lambda: Words(
        _("Det här är en brukardialog"),
        _(
            "Något går att påverka, men inga förtroendevalda ska besluta. "
            "Verksamheten frågar dem som använder den."
        ),
    ),
    Advice.INFORMATION: lambda: Words(
        _("Att informera är ingen dialog här"),
        _(
            "Inget går att påverka. Berätta om det på andra sätt. "
            "Den som blir tillfrågad ska kunna påverka något."
        ),
    ),
}
