"""Languages as XLSForm headings name them: ``label::Svenska (sv)``, ``label::Swedish``, ``label::sv``."""

import re

TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,3}")
IN_PARENTHESES = re.compile(r"\(([^()]*)\)\s*$")

NAMES = {
    "am": "amharic amhariska አማርኛ",
    "ar": "arabic arabiska العربية عربي",
    "bs": "bosnian bosniska bosanski",
    "ckb": "sorani سۆرانی",
    "da": "danish danska dansk",
    "de": "german tyska deutsch",
    "en": "english engelska",
    "es": "spanish spanska español espanol",
    "et": "estonian estniska eesti",
    "fa": "persian persiska farsi فارسی",
    "fi": "finnish finska suomi",
    "fit": "meänkieli",
    "fr": "french franska français francais",
    "hr": "croatian kroatiska hrvatski",
    "it": "italian italienska italiano",
    "kmr": "kurmanji kurmancî",
    "ku": "kurdish kurdiska kurdî",
    "lt": "lithuanian litauiska lietuvių",
    "lv": "latvian lettiska latviešu",
    "nb": "norwegian norska norsk bokmål",
    "nl": "dutch nederländska nederlands",
    "pl": "polish polska polski",
    "prs": "dari",
    "ps": "pashto پښتو",
    "pt": "portuguese portugisiska português portugues",
    "ro": "romanian rumänska română",
    "rom": "romani romska",
    "ru": "russian ryska русский",
    "se": "davvisámegiella nordsamiska",
    "sma": "sydsamiska",
    "smj": "lulesamiska",
    "so": "somali somaliska soomaali",
    "sq": "albanian albanska shqip",
    "sr": "serbian serbiska српски srpski",
    "sv": "swedish svenska",
    "sv-simple": "lättläst",
    "th": "thai thailändska ไทย",
    "ti": "tigrinya ትግርኛ",
    "tr": "turkish turkiska türkçe",
    "uk": "ukrainian ukrainska українська",
    "ur": "urdu اردو",
    "vi": "vietnamese vietnamesiska",
    "yi": "yiddish jiddisch ייִדיש",
    "zh": "chinese kinesiska 中文",
}
"""BCP 47 tag -> its names in English, Swedish and the language itself, in lower case."""
BY_NAME = {name: tag for tag, names in NAMES.items() for name in names.split()}


def tag_of(name: str) -> str | None:
    """The BCP 47 tag of a language as a heading or a setting names it; None where it cannot be told."""
    code = IN_PARENTHESES.search(name)
    if code:
        return _tag(code[1].strip())
    bare = name.strip()
    return BY_NAME.get(bare.lower()) or (_tag(bare) if bare == bare.lower() or "-" in bare else None)


def _tag(code: str) -> str | None:
    """`code` in the customary case: ``SV`` -> ``sv``, ``zh-hant-tw`` -> ``zh-Hant-TW``."""
    if not TAG.fullmatch(code):
        return None
    language, *subtags = code.replace("_", "-").split("-")
    return "-".join([language.lower(), *(_subtag(subtag) for subtag in subtags)])


def _subtag(subtag: str) -> str:
    return {2: subtag.upper(), 4: subtag.title()}.get(len(subtag), subtag.lower())
