"""Names stand in the order that readers of each language know."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.collation import in_order, sort_key
from webapp.web.languages import INTERFACE

KNOWN = {
    "sv": ["Ahl", "Andersson", "Björk", "Bo", "idé", "idrott", "Viberg", "Wall", "Åberg", "Ängen", "Öberg"],
    "sv-simple": ["Arabiska", "Engelska", "Svenska", "Åland", "Ärtholmen", "Östra"],
    "en": ["Ångström", "Apple", "café", "cafeteria", "Østby", "zebra"],
    "fi": ["Aalto", "Zacharias", "Åbo", "Äänekoski", "Öljy"],
    "pl": ["cebula", "ćma", "dom", "las", "łąka", "oko", "ósmy", "sok", "śnieg", "zupa", "źle", "żaba"],
    "tr": ["cam", "çam", "gaz", "Irmak", "İzmir", "kaz", "ova", "öz", "su", "şal", "uzun", "üst", "van"],
    "bs": [
        "cvijet",
        "čaj",
        "ćup",
        "dan",
        "duga",
        "džep",
        "đak",
        "luk",
        "ljeto",
        "nos",
        "njiva",
        "suza",
        "šuma",
    ],
    "se": [
        "at",
        "ádjá",
        "biila",
        "cuoŋu",
        "čáhci",
        "dat",
        "đa",
        "nu",
        "ŋa",
        "su",
        "šaddu",
        "tu",
        "ŧa",
        "Åre",
    ],
    "uk": ["гай", "ґава", "дім", "ера", "єнот", "зуб", "ирій", "ікра", "їжак", "йод", "щука", "юшка"],
    "ar": ["أحمد", "باب", "تمر", "ثوم", "جمل", "زيت", "كتاب", "مدرسة", "نهر", "هدية", "وردة", "يد"],
    "fa": ["آب", "ابر", "باد", "پدر", "تاب", "جام", "چای", "ژاله", "کتاب", "گل", "لب", "وان", "هوا", "یار"],
    "so": ["Af", "Buug", "Dhar", "Guri", "Xaas"],
    "ti": ["ሀገር", "ለይቲ", "ሓውቲ", "መጽሓፍ", "ሰላም"],
}


def test_every_language_of_the_interface_has_its_order():
    assert set(KNOWN) == set(INTERFACE)


@pytest.mark.parametrize("lang", KNOWN)
def test_names_stand_as_readers_know_them(lang):
    mixed = Random(1).sample(KNOWN[lang], len(KNOWN[lang]))
    assert in_order(mixed, lang, str) == KNOWN[lang]


def test_the_same_names_stand_otherwise_for_other_readers():
    names = ["Zorn", "Ödman", "Olsson", "Åberg"]
    assert in_order(names, "sv", str) == ["Olsson", "Zorn", "Åberg", "Ödman"]
    assert in_order(names, "en", str) == ["Åberg", "Ödman", "Olsson", "Zorn"]


def test_digits_stand_before_letters_and_other_alphabets_last():
    names = ["Ö", "я", "باب", "3 kap", "Bo Ek", "Boel"]
    assert in_order(names, "sv", str) == ["3 kap", "Bo Ek", "Boel", "Ö", "я", "باب"]
    assert in_order(["Bo", "باب"], "ar", str) == ["باب", "Bo"]


@given(st.lists(st.text(max_size=6), max_size=5), st.sampled_from(INTERFACE))
def test_any_names_have_one_order(names, lang):
    ordered = in_order(names, lang, str)
    assert in_order(reversed(names), lang, str) == ordered
    assert all(sort_key(one, lang) <= sort_key(two, lang) for one, two in pairwise(ordered))
