"""The languages that the interface has a catalogue for, or that content can be written in.

A language is known by its BCP 47 tag outside (``sv-simple``) and by a Babel locale inside; the table below is
the only place where the two meet. A municipality adds a language of the interface with a row that says
``interface=True`` and a catalogue in ``translations/``, made with ``python -m webapp add-language``.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from babel import Locale

PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
NUMERIC_DATE = "d.M.y"


@dataclass(frozen=True, slots=True)
class Language:
    """A language.

    Args:
        babel: the locale that writes its dates, numbers and lists: its own, or a neighbour's where Babel
            does not know it.
        plural: the rule of its catalogue's plural forms, after CLDR.
        nearest: languages to take a message from where its own catalogue lacks it, before Swedish.
        digits: its own ten digits, where they are not 0 to 9.
        date: the pattern of a date, where Babel has no names of months.
    """

    tag: str
    name: str
    babel: str
    rtl: bool = False
    interface: bool = False
    plural: str = "nplurals=2; plural=(n != 1);"
    nearest: tuple[str, ...] = ()
    digits: str = ""
    date: str = "long"

    @property
    def direction(self) -> str:
        return "rtl" if self.rtl else "ltr"

    @property
    def locale(self) -> Locale:
        return Locale.parse(self.babel)

    @property
    def numbers(self) -> str:
        """The locale by which a browser writes numbers as we do (BCP 47, extension u)."""
        return f"{self.babel.replace('_', '-')}-u-nu-{'arabext' if self.digits else 'latn'}"

    @property
    def folder(self) -> str:
        """The name of its catalogue's folder."""
        return self.tag.replace("-", "_")


ONE_IS_ALSO_NONE = "nplurals=2; plural=(n > 1);"
SLAVIC = "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)"
POLISH = "(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)"
SAMI = "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);"
ARABIC = "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5)"
LANGUAGES = {
    language.tag: language
    for language in (
        Language("sv", "Svenska", "sv", interface=True),
        Language("sv-simple", "Lättläst svenska", "sv", interface=True),
        Language("en", "English", "en_GB", interface=True),
        Language("ar", "العربية", "ar", rtl=True, interface=True, plural=f"nplurals=6; plural={ARABIC};"),
        Language("so", "Soomaali", "so", interface=True),
        Language("fa", "فارسی", "fa", rtl=True, interface=True, plural=ONE_IS_ALSO_NONE, digits=PERSIAN),
        Language("fi", "Suomi", "fi", interface=True),
        Language("pl", "Polski", "pl", interface=True, plural=f"nplurals=3; plural={POLISH};"),
        Language("uk", "Українська", "uk", interface=True, plural=f"nplurals=3; plural={SLAVIC};"),
        Language("ti", "ትግርኛ", "ti", interface=True, plural=ONE_IS_ALSO_NONE),
        Language("tr", "Türkçe", "tr", interface=True),
        Language("se", "Davvisámegiella", "se", interface=True, plural=SAMI, date=NUMERIC_DATE),
        Language(
            "bs",
            "Bosanski / hrvatski / srpski",
            "bs_Latn",
            interface=True,
            plural=f"nplurals=3; plural={SLAVIC};",
        ),
        Language("fit", "Meänkieli", "fi", nearest=("fi",)),
        Language("rom", "Romani ćhib", "sv"),
        Language("smj", "Julevsámegiella", "smj", plural=SAMI, nearest=("se",), date=NUMERIC_DATE),
        Language("sma", "Åarjelsaemien gïele", "sma", plural=SAMI, nearest=("se",), date=NUMERIC_DATE),
        Language("yi", "ייִדיש", "yi", rtl=True),
        Language("ckb", "کوردیی ناوەندی", "ckb", rtl=True),
        Language("prs", "دری", "fa_AF", rtl=True, plural=ONE_IS_ALSO_NONE, nearest=("fa",), digits=PERSIAN),
        Language("de", "Deutsch", "de", nearest=("en",)),
    )
}
SOURCE = "sv"
INTERFACE = tuple(tag for tag, language in LANGUAGES.items() if language.interface)
MOST_READ = ("sv", "en", "ar")
"""After Swedish, the commonest languages on municipalities' pages (Isof 2017)."""
CALLED = {"hr": "bs", "sr": "bs", "sh": "bs", "me": "bs", "cnr": "bs", "sme": "se", "fa-af": "prs"}
"""Tags that phones ask for -> the language here that their readers can read."""


def chain(tag: str) -> Iterator[str]:
    """The languages to look a message up in for a reader of `tag`, best first, Swedish last.

    A variant is followed by its base (``sv-simple`` by ``sv``).
    """
    seen = dict.fromkeys((tag, *LANGUAGES[tag].nearest, tag.partition("-")[0], SOURCE))
    yield from (each for each in seen if each in LANGUAGES)
