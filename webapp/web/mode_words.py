"""How a dialogue sees to it that everybody answers once, in words: what it proves, and what not."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask

from webapp.domain.taking_part import Mode
from webapp.web.locale import gettext as _


@dataclass(frozen=True, slots=True)
class ModeWords:
    """What officials choose by (`name`, `advice`), and what residents are told before they answer."""

    name: str
    told: str
    advice: str


def init_app(app: Flask) -> None:
    """Gives templates ``mode_words(mode)`` and ``identity_is_set``."""
    there = app.extensions["settings"].identity_provider is not None
    app.jinja_env.globals.update(mode_words=mode_words, identity_is_set=there)


def mode_words(mode: Mode) -> ModeWords:
    return WORDS[mode]()


WORDS: dict[Mode, Callable[[], ModeWords]] = {
    Mode.OPEN: lambda: ModeWords(
        _("Öppen"),
        _("Alla kan svara, och vi kontrollerar inte vem. Därför räknar vi svar, inte personer."),
        _("Enklast för alla. Samma person kan svara flera gånger."),
    ),
    Mode.BROWSER: lambda: ModeWords(
        _("Ett svar per webbläsare"),
        _(
            "Varje webbläsare kan svara en gång. När du skickar sparas en kaka som bara minns det. "
            "Samma person kan ändå svara igen från en annan telefon."
        ),
        _(
            "Hindrar att någon svarar två gånger av misstag. Välj något annat om flera ska svara på "
            "samma telefon, dator eller surfplatta."
        ),
    ),
    Mode.CODE: lambda: ModeWords(
        _("Engångskod"),
        _(
            "Du behöver en kod från oss, och varje kod räcker till ett svar. Vi sparar inte vilken kod "
            "som gav vilket svar. Koden visar inte vem som har använt den."
        ),
        _("Ni gör koder och delar ut dem, till exempel på brev. Bara den som har en kod kan svara."),
    ),
    Mode.E_IDENTITY: lambda: ModeWords(
        _("E-legitimation"),
        _(
            "Du legitimerar dig, och varje person kan svara en gång. Vi sparar inte vem du är eller vilket "
            "svar som är ditt. Saknar du e-legitimation kan du svara på papper. Pappren kontrollerar vi inte."
        ),
        _("Säkrast. Den som saknar e-legitimation får svara på papper, och ni skriver in svaret."),
    ),
}
