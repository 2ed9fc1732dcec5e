"""The build stops Swedish that residents would find hard."""

from babel.messages.catalog import Catalog

from webapp.message_readability import ONE, WHOLE, key, read_by_residents, too_hard

HARD = "Kommunfullmäktiges lokaliseringsutredning förutsätter remissbehandling av %(matter)s, " * 6
EASY = "Vi vill veta vad du tycker om parken. Säg vad du vill ha där. " * 4
TEMPLATE = "templates/answering/form.html"


def catalog(*texts: str, said: str = "") -> Catalog:
    made = Catalog()
    for text in texts:
        made.add(text, said, [(TEMPLATE, 0)])
    return made


def found(tag: str, made: Catalog) -> list[str]:
    return list(too_hard(tag, made, {key(message) for message in made if message.id}))


def test_easy_texts_pass():
    assert found("sv", catalog(EASY)) == []
    assert found("sv-simple", catalog("Hej", said=EASY)) == []


def test_one_hard_message_fails_and_is_shown():
    [whole, one] = found("sv", catalog(HARD))
    assert whole.startswith("sv: all texts for residents together have LIX")
    assert "over 40: 'Kommunfullmäktiges" in one


def test_easy_swedish_is_measured_in_its_own_words_and_held_to_less():
    medium = "Vi ska planera bygget i parken. " * 7
    assert found("sv-simple", catalog(EASY, said=HARD))
    assert found("sv", catalog(medium)) == found("sv", catalog(EASY)) == []
    assert WHOLE["sv-simple"] < WHOLE["sv"]
    assert ONE["sv-simple"] < ONE["sv"]


def test_what_only_staff_read_is_not_held_to_it():
    made = Catalog()
    for place in (TEMPLATE, "templates/planning/plan.html", "webapp/ideas/x.py"):
        made.add(place, "", [(place, 0)])
    places = {message.id for message in made if message.id and read_by_residents(message)}
    assert {TEMPLATE, "webapp/ideas/x.py"} <= places
    assert "templates/planning/plan.html" not in places
