"""Ideas that say nearly the same are found in Swedish and English, across inflection and slips."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from webapp.web.likeness import Collection
from webapp.web.stems import read_words, stem_of, stems

ENDINGS = ("", "en", "ar", "arna", "or", "orna", "et", "ställ", "banan", "gården", "platserna", "ernas")
SWEDISH = {
    1: "Fler bänkar i skuggan",
    2: "En vattenpump att leka med",
    3: "Inga bilar på Skolgatan klockan åtta",
    4: "Skåp med bollar och rep att låna",
    5: "Låga lampor längs grusvägen",
    6: "Cykelställ med tak vid entrén",
    7: "Plantera fruktträd längs staketet",
    8: "Hundrastgård bakom förrådet",
    9: "Ett utegym för äldre",
    10: "En scen för musik",
    11: "Toaletter som är öppna på kvällen",
}
ENGLISH = {
    1: "More benches in the shade",
    2: "Low lights along the gravel path",
    3: "A covered bicycle rack by the entrance",
    4: "Plant fruit trees along the fence",
    5: "A water pump to play with",
    6: "An outdoor gym for older people",
    7: "Toilets open in the evening",
}


TEXTS = {
    3: "En halvtimme på morgonen räcker. Bilarna kan släppa av vid ishallen.",
    7: "Äpplen och päron som alla får plocka.",
}


def near(there: dict[int, str], title: str, lang: str) -> list[int]:
    texts = TEXTS if there is SWEDISH else {}
    ideas = Collection({id_: read_words(words, texts.get(id_, ""), lang) for id_, words in there.items()})
    return ideas.alike(read_words(title, "", lang), 3)


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("Bänk i skugga", 1),
        ("fler bankar i skuggan", 1),
        ("Mer skuggiga bänkar!", 1),
        ("Vattenpump för lek", 2),
        ("vatenpump att leka med", 2),
        ("Bilfri skolgata", 3),
        ("Stoppa biltrafiken på skolgatan på morgonen", 3),
        ("Låneskåp med bollar", 4),
        ("Lampor på grusvägen", 5),
        ("Tak över cykelställen", 6),
        ("Ställ för cyklar med tak", 6),
        ("Frukträd att plocka äpplen från", 7),
        ("Rastgård för hundar", 8),
        ("Utegymmet", 9),
        ("Musikscen", 10),
        ("Öppen toalett kvällstid", 11),
        ("BÄNKAR I SKUGGAN", 1),
        ("B\u0308a\u0308nkar i skuggan", 1),
    ],
)
def test_swedish_ideas_are_found_in_other_words(title, id_):
    assert near(SWEDISH, title, "sv")[:1] == [id_]


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("Shady benches", 1),
        ("bench in shade", 1),
        ("Lighting along the gravel path", 2),
        ("Lights on the gravel paht", 2),
        ("Covered bike racks", 3),
        ("Planting apple and fruit trees", 4),
        ("Water pumps for playing", 5),
        ("Outdoor gyms", 6),
        ("Evening opening of toilets", 7),
    ],
)
def test_english_ideas_are_found_in_other_words(title, id_):
    assert near(ENGLISH, title, "en")[:1] == [id_]


@pytest.mark.parametrize(
    "title",
    [
        *("Klätterställning för små barn", "Större parkering", "Bättre mat i matsalen", "En gungställning"),
        *("Rutschkana", "Fler papperskorgar", "Grillplats med bord", "Sandlåda med lock", "Målade hinkar"),
        *("Ett bibliotek på gården", "Wifi på torget", "Odlingslådor", "Fotbollsplan med konstgräs"),
        *("Staket mot vägen", "Blommor", "Fler och mer och bättre", "👩‍🌾🌳", "123", "а б в", "ด็็็็็็"),
    ],
)
def test_other_ideas_are_not_called_similar(title):
    assert near(SWEDISH, title, "sv") == []


def test_a_swedish_idea_written_on_an_english_page_is_read_as_swedish():
    assert near(SWEDISH, "Några bänkar i skuggan", "en") == [1]


@pytest.mark.parametrize(
    ("there", "title", "lang"),
    [
        ("مقاعد في الظل", "مقعد في الظل", "ar"),
        ("أشجار الفاكهة", "اشجار الفاكهه", "ar"),
        ("Penkkejä varjoon", "Penkit varjossa", "fi"),
        ("Лавки в тіні", "Лавки у тіні", "uk"),
        ("樹蔭下的長椅", "樹蔭下的長椅", "zh"),
        ("ร่มไม้และม้านั่ง", "ร่มไม้และม้านั่ง", "th"),
    ],
)
def test_the_same_words_are_found_in_languages_that_nothing_is_promised_in(there, title, lang):
    assert near({1: there, 2: "Rutschkana"}, title, lang) == [1]


def test_stems_hold_no_accents_and_no_small_words():
    assert stems("Fler BÄNKAR på skolgården, tack!", "sv") == {"bank", "skolgard"}
    assert stems("", "sv") == frozenset()
    assert stems("fler och mer", "sv") != frozenset()


def test_many_who_look_at_once_find_the_same_stems():
    words = [f"{begin}{end}" for begin in ("bänk", "cykel", "lamp", "skol") for end in ENDINGS]
    alone = [stems(word, "sv") for word in words]
    stem_of.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda _number: [stems(word, "sv") for word in words], range(8)))
    assert together == [alone] * 8
