"""The order of names as readers of a language expect it: in Swedish å, ä and ö come last.

Source: the alphabets of CLDR's collation rules for the languages of the interface. Each sign is compared as a
letter of the reader's alphabet first, or as the letter it is a variant of (é as e); marks decide only between
names that are otherwise the same. Spaces come before digits, those before the own letters, and letters of
other alphabets last.
"""

import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from typing import TypeVar

LATIN = "a b c d e f g h i j k l m n o p q r s t u v w x y z"
NORDIC = {"æ": "ä", "ø": "ö", "ü": "y", "đ": "d", "ð": "d", "þ": "t", "ł": "l", "ß": "s", "ı": "i"}
PLAIN = {"æ": "a", "ø": "o", "đ": "d", "ð": "d", "þ": "t", "ł": "l", "ß": "s", "ı": "i", "ŋ": "n", "ŧ": "t"}
ALPHABETS = {
    "sv": f"{LATIN} å ä ö",
    "fi": f"{LATIN} å ä ö",
    "en": LATIN,
    "so": LATIN,
    "pl": "a ą b c ć d e ę f g h i j k l ł m n ń o ó p q r s ś t u v w x y z ź ż",
    "tr": "a b c ç d e f g ğ h ı i j k l m n o ö p q r s ş t u ü v w x y z",
    "bs": "a b c č ć d dž đ e f g h i j k l lj m n nj o p q r s š t u v w x y z ž",
    "se": "a á b c č d đ e f g h i j k l m n ŋ o p q r s š t ŧ u v w x y z ž å ä ö",
    "uk": "а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я",
    "ar": "ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي",
    "fa": "آ ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی",
}
"""Language -> its letters in order, two signs for one letter among them. Tigrinya's are so in Unicode."""
VARIANTS = {
    "sv": NORDIC,
    "fi": NORDIC,
    "se": NORDIC | {"đ": "đ"},
    "ar": {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ة": "ه",
        "ى": "ي",
        "ؤ": "و",
        "ئ": "ي",
        "ک": "ك",
        "ی": "ي",
    },
    "fa": {"ك": "ک", "ي": "ی", "ى": "ی", "أ": "ا", "إ": "ا", "ؤ": "و", "ئ": "ی", "ة": "ه", "ۀ": "ه"},
}
Item = TypeVar("Item")
Weight = tuple[int, int]
SPACE, DIGIT, OWN, LATIN_LETTER, FOREIGN = range(5)


def in_order(items: Iterable[Item], lang: str, name: Callable[[Item], str]) -> list[Item]:
    """`items` by `name` as readers of `lang` (a BCP 47 tag) expect it."""
    return sorted(items, key=lambda item: sort_key(name(item), lang))


def sort_key(text: str, lang: str) -> tuple[object, ...]:
    """What `text` is compared by: letters first, then marks, then capitals."""
    base = lang.partition("-")[0]
    folded = _lower(unicodedata.normalize("NFC", text), base)
    letters = tuple(_letters(folded, base))
    return letters, folded, text.swapcase()


def _lower(text: str, lang: str) -> str:
    turkish = text.replace("I", "ı").replace("İ", "i") if lang == "tr" else text
    return turkish.casefold() if lang == "tr" else turkish.lower()


def _letters(text: str, lang: str) -> Iterable[Weight]:
    places, place = _places(lang), 0
    while place < len(text):
        pair, sign = text[place : place + 2], text[place]
        if len(pair) == 2 and pair in places:
            place += 2
            yield OWN, places[pair]
            continue
        place += 1
        weight = _weight(sign, lang)
        if weight is not None:
            yield weight


def _weight(sign: str, lang: str) -> Weight | None:
    """What one sign is compared by; None for marks and punctuation."""
    places = _places(lang)
    variant = VARIANTS.get(lang, {}).get(sign, sign)
    for each in (variant, unicodedata.normalize("NFD", variant)[0], PLAIN.get(variant, "")):
        if each in places:
            return OWN, places[each]
    if sign.isspace() or sign == "-":
        return SPACE, 0
    if sign.isdigit():
        return DIGIT, unicodedata.digit(sign)
    return _foreign(sign) if sign.isalpha() else None


def _foreign(sign: str) -> Weight:
    for each in (unicodedata.normalize("NFD", sign)[0], PLAIN.get(sign, "")):
        if len(each) == 1 and "a" <= each <= "z":
            return LATIN_LETTER, ord(each)
    return FOREIGN, ord(sign)


@cache
def _places(lang: str) -> dict[str, int]:
    return {letter: place for place, letter in enumerate(ALPHABETS.get(lang, "").split())}
