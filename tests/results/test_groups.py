"""Figures of a language or a place: shown only where nobody in a small group can be found out."""

import random
import re
from collections import Counter

import pytest
from sqlalchemy import select

from tests.factories import make_dialogue, make_place, options, question, question_set
from tests.results.sending import (
    Sent,
    Told,
    counted,
    hidden,
    random_fields,
    send,
    send_all,
    told,
    withdraw,
)
from webapp.domain.conditions import Chosen
from webapp.domain.counting import in_groups
from webapp.models import Tally
from webapp.web.languages import INTERFACE

PAGE = "/staff/dialogues/skolgard/results"
CHOICE = re.compile(r'<option value="([^"]*)"')
FEW = "För få svar för att visas."


def asked(*questions):
    return question_set(*(questions or (question("one", options=options("Ja", "Nej")),)))


def answers(number: int, option: str, lang: str = "sv", place: str = "") -> list[dict]:
    return [{"lang": lang, "place": place, "q_one": option}] * number


def read(client, group: str = "") -> dict[str, Told]:
    return told(client.get(PAGE, query_string={"group": group}).text)


def test_two_large_groups_are_shown_with_their_own_figures(client, session, politician) -> None:
    dialogue = make_dialogue(session, questions=asked())
    sent = answers(13, "ja") + answers(17, "nej") + answers(24, "ja", "ar") + answers(6, "nej", "ar")
    send_all(client, dialogue, sent)
    assert read(politician, "lang:sv")["one"].rows == {"Ja": ["13", "43 %"], "Nej": ["17", "57 %"]}
    assert read(politician, "lang:ar")["one"].rows == {"Ja": ["24", "80 %"], "Nej": ["6", "20 %"]}
    assert read(politician)["one"].rows == {"Ja": ["37", "62 %"], "Nej": ["23", "38 %"]}


def test_one_answer_in_another_language_or_from_another_place_moves_no_figure(
    client, session, politician
) -> None:
    dialogue = make_dialogue(session, questions=asked())
    place = make_place(session, dialogue)
    for lang, code in (("sv", ""), ("ar", ""), ("sv", "bok7k")):
        send_all(client, dialogue, answers(15, "ja", lang, code) + answers(15, "nej", lang, code))
    groups = ("", "lang:sv", "lang:ar", f"place:{place.id}", "place:")
    before = {group: read(politician, group) for group in groups}
    assert not any(hidden(page, "one") for page in before.values())
    send_all(client, dialogue, answers(1, "nej", "ar") + answers(9, "ja"))
    assert {group: read(politician, group) for group in groups} == before
    send_all(client, dialogue, answers(1, "ja", place="bok7k") + answers(1, "ja"))
    after = {group: read(politician, group) for group in groups}
    unmoved = {group for group in groups if after[group] == before[group]}
    assert unmoved == {"lang:ar", f"place:{place.id}"}
    assert int(after[""]["one"].rows["Ja"][0]) == int(before[""]["one"].rows["Ja"][0]) + 10


def test_one_who_withdraws_leaves_no_figure_before_ten_have_changed_in_each_group(
    client, session, politician
) -> None:
    dialogue = make_dialogue(session, questions=asked())
    for lang in ("sv", "ar"):
        sent = send_all(client, dialogue, answers(15, "ja", lang) + answers(15, "nej", lang))
    before = read(politician, "lang:ar")
    withdraw(client, sent[0])
    send_all(client, dialogue, answers(10, "ja"))
    assert read(politician, "lang:ar") == before
    assert read(politician)["one"].rows["Ja"] == ["40", "57 %"]
    send_all(client, dialogue, answers(9, "ja", "ar"))
    assert read(politician, "lang:ar")["one"].rows["Ja"] == ["23", "61 %"]
    assert read(politician)["one"].rows["Ja"] == ["48", "62 %"]


def test_everybodys_figures_are_at_every_moment_the_sum_of_the_languages_and_of_the_places(
    client, session
) -> None:
    dialogue = make_dialogue(session)
    for code in ("bok7k", "torg2"):
        make_place(session, dialogue, code, name=code)
    chance = random.Random(5)
    sent: list[Sent] = []
    for _number in range(120):
        lang, place = chance.choice(["sv", "sv", "sv", "ar", "en"]), chance.choice(["", "", "bok7k", "torg2"])
        fields = random_fields(dialogue.questions, chance)
        sent.append(send(client, dialogue, lang, place, **fields))
        if chance.random() < 0.1:
            withdraw(client, sent.pop(chance.randrange(len(sent))))
        session.rollback()
        sums: dict[str, Counter] = {"": Counter(), "lang": Counter(), "place": Counter()}
        for row in session.scalars(select(Tally).where(Tally.dialogue_id == dialogue.id)):
            if in_groups(row.cell):
                sums[row.grouping.partition(":")[0]][row.question_id, row.cell] += row.amount
        assert +sums[""] == +sums["lang"] == +sums["place"]


@pytest.mark.parametrize(
    ("arabic", "english", "visible"),
    [
        ((10, 9), (0, 0), set()),
        ((16, 4), (0, 0), set()),
        ((10, 10), (0, 0), {"sv", "ar"}),
        ((10, 9), (17, 4), {"sv"}),
        ((10, 9), (16, 4), set()),
        ((10, 9), (20, 20), {"sv"}),
        ((20, 0), (16, 4), set()),
        ((20, 0), (15, 5), {"sv"}),
    ],
    ids=[
        "nineteen people",
        "a count of four",
        "twenty people",
        "two hidden, forty together",
        "two hidden, thirty-nine together",
        "a large one hidden to cover a small one",
        "two hidden with four in one answer together",
        "two hidden with five in one answer together",
    ],
)
def test_which_languages_are_shown(
    lite_client, lite_session, lite_politician, arabic, english, visible
) -> None:
    dialogue = make_dialogue(lite_session, questions=asked())
    groups = {"ar": arabic, "en": english}
    sent = [
        form
        for lang, (yes, no) in groups.items()
        for form in (*answers(yes, "ja", lang), *answers(no, "nej", lang))
    ]
    swedish = 100 - len(sent)
    sent += answers(swedish // 2, "ja") + answers(swedish - swedish // 2, "nej")
    send_all(lite_client, dialogue, sent)
    shown = {lang for lang in ("sv", "en", "ar") if not hidden(read(lite_politician, f"lang:{lang}"), "one")}
    assert shown == visible


def test_a_hidden_group_shows_neither_figures_nor_cells(lite_client, lite_session, lite_politician) -> None:
    dialogue = make_dialogue(
        lite_session,
        questions=asked(question("one", options=options("Ja", "Nej")), question("long", "long_text")),
    )
    send_all(
        lite_client,
        dialogue,
        answers(25, "ja") + answers(25, "nej") + [{"lang": "ar", "q_one": "ja", "q_long": "hemligt"}] * 10,
    )
    page = lite_politician.get(PAGE, query_string={"group": "lang:ar"})
    assert hidden(told(page.text), "one")
    assert "<table" not in page.text
    assert "10" not in told(page.text)["one"].sentence
    assert "Läs texterna" not in page.text
    texts = lite_politician.get(f"{PAGE}/long", query_string={"group": "lang:ar"})
    assert FEW in texts.text
    assert "hemligt" not in texts.text


def test_a_place_and_no_place_are_groups_too(client, session, politician) -> None:
    dialogue = make_dialogue(session, questions=asked())
    place = make_place(session, dialogue)
    send_all(client, dialogue, answers(9, "ja", place="bok7k") + answers(11, "nej", place="bok7k"))
    send_all(client, dialogue, answers(10, "ja") + answers(9, "nej"))
    assert hidden(read(politician, f"place:{place.id}"), "one")
    send_all(client, dialogue, answers(11, "nej"))
    assert read(politician, f"place:{place.id}")["one"].rows["Nej"] == ["11", "55 %"]
    assert read(politician, "place:")["one"].rows["Nej"] == ["20", "67 %"]
    assert politician.get(PAGE, query_string={"by": "place", "group": str(place.id)}).text.count("55") >= 1


def test_the_list_of_groups_is_the_same_whether_anybody_belongs_to_them_or_not(
    lite_client, lite_session, lite_politician
) -> None:
    dialogue = make_dialogue(lite_session, questions=asked(), languages=["sv", "de"])
    place = make_place(lite_session, dialogue)
    make_place(lite_session, make_dialogue(lite_session, "annan"), "xyz12")
    send_all(lite_client, dialogue, answers(10, "ja"))
    offered = CHOICE.findall(lite_politician.get(PAGE).text)
    langs = [f"lang:{tag}" for tag in (*INTERFACE, "de")]
    assert offered == ["", *langs, f"place:{place.id}", "place:"]


@pytest.mark.parametrize(
    "group", ["lang:xx", "lang:", "place:999", "place:x", "x", "lang:sv&by=place", "place:1,2", "':--", ":"]
)
def test_a_group_that_is_not_offered_does_not_exist(
    lite_client, lite_session, lite_politician, group
) -> None:
    make_dialogue(lite_session, questions=asked())
    assert lite_politician.get(PAGE, query_string={"group": group}).status_code in (
        {404} if group != ":" else {200}
    )


def test_one_filter_at_a_time(lite_client, lite_session, lite_politician) -> None:
    dialogue = make_dialogue(lite_session, questions=asked())
    place = make_place(lite_session, dialogue)
    send_all(lite_client, dialogue, answers(40, "ja") + answers(40, "nej", place="bok7k"))
    both = [("by", "lang"), ("group", "sv"), ("by", "place"), ("group", str(place.id))]
    assert read(lite_politician, "lang:sv") == told(lite_politician.get(PAGE, query_string=both).text)


def test_a_conditional_question_does_not_tell_how_few_were_not_asked(
    lite_client, lite_session, lite_politician
) -> None:
    one = question("one", required=True, options=options("Ja", "Nej"))
    why = question("why", options=options("Så", "Inte"), condition=Chosen("one", "ja"), required=True)
    dialogue = make_dialogue(lite_session, questions=asked(one, why))
    for lang in ("sv", "ar"):
        send_all(
            lite_client, dialogue, [{"lang": lang, "q_one": "ja", "q_why": w} for w in ["så", "inte"] * 18]
        )
        send_all(lite_client, dialogue, answers(4, "nej", lang))
    page = read(lite_politician, "lang:ar")
    assert hidden(page, "one")
    assert hidden(page, "why")


def audited_forms(chance: random.Random) -> list[dict]:
    """About 130 responses in groups of very different sizes and leanings."""
    forms = []
    for lang, place in [(lang, place) for lang in ("sv", "en", "ar") for place in ("", "bok7k", "torg2")]:
        lean = chance.choice([0.05, 0.2, 0.5])
        for _ in range(chance.choice([0, 1, 3, 12, 25, 40])):
            forms.append(
                {
                    "lang": lang,
                    "place": place,
                    "q_one": "ja" if chance.random() > lean else "nej",
                    "q_many": chance.sample(["gunga", "boll", "lek"], chance.randint(1, 2)),
                }
            )
    return forms


def truth(sent: list[Sent], name: str, label: str) -> dict[str, Counter[str]]:
    """Group -> how many gave each answer."""
    found: dict[str, Counter[str]] = {}
    for each in sent:
        value = each.answers.get(name)
        cells = found.setdefault(getattr(each, label), Counter())
        cells.update([value] if isinstance(value, str) else value)
        cells["people"] += 1
    return found


def found_out(published: dict[str, dict[str, int] | None], real: dict[str, Counter[str]]) -> list[str]:
    """Hidden cells whose value follows from what is published, for somebody who knows how many belong to
    every group: the cells of a table with known margins lie within Fréchet's bounds.
    """
    out = []
    covert = {key: cells for key, cells in real.items() if published[key] is None}
    if len(covert) == len(real):
        return []
    people = sum(cells["people"] for cells in covert.values())
    for option in {option for cells in real.values() for option in cells} - {"people"}:
        left = sum(cells[option] for cells in covert.values())
        for key, cells in covert.items():
            if max(0, cells["people"] + left - people) == min(cells["people"], left):
                out.append(f"{key}: {option} is {cells[option]}")
    return out


@pytest.mark.parametrize("seed", range(6))
def test_nothing_about_a_hidden_group_follows_from_everything_that_is_published(
    lite_client, lite_session, lite_politician, seed
) -> None:
    questions = asked(question("one", options=options("Ja", "Nej")), question("many", "multiple"))
    dialogue = make_dialogue(lite_session, questions=questions)
    places = {code: make_place(lite_session, dialogue, code, name=code) for code in ("bok7k", "torg2")}
    names = {place.code: str(place.id) for place in places.values()} | {"": ""}
    forms = audited_forms(random.Random(seed))
    random.Random(seed).shuffle(forms)
    sent = counted(lite_session, [send(lite_client, dialogue, **form) for form in forms])
    for label, by in (("lang", "lang"), ("place", "place")):
        for name in ("one", "many"):
            real = truth(sent, name, label)
            published: dict[str, dict[str, int] | None] = {}
            for group, cells in real.items():
                page = read(lite_politician, f"{by}:{names.get(group, group)}")
                published[group] = (
                    None
                    if hidden(page, name)
                    else {row.lower(): int(values[0]) for row, values in page[name].rows.items()}
                )
                if not hidden(page, name):
                    assert cells["people"] >= 20
                    assert all(count >= 5 for count in published[group].values())
                    assert published[group] == {option: cells[option] for option in published[group]}
            hidden_groups = [group for group in real if published[group] is None]
            if hidden_groups and len(hidden_groups) < len(real):
                assert len(hidden_groups) >= 2
                assert sum(real[group]["people"] for group in hidden_groups) >= 40
            assert found_out(published, real) == []


def test_figures_are_read_from_the_tallies_alone(client, session, politician) -> None:
    dialogue = make_dialogue(session, questions=asked())
    for grouping, amount in (("", 1_000_000), ("lang:sv", 600_000), ("lang:ar", 400_000)):
        for name, cell, share in (
            ("", "responses", 2),
            ("one", "answers", 2),
            ("one", "option:ja", 1),
            ("one", "option:nej", 1),
        ):
            session.add(
                Tally(
                    dialogue_id=dialogue.id,
                    question_id=name,
                    grouping=grouping,
                    cell=cell,
                    amount=amount * share,
                    pending=-7,
                )
            )
    session.commit()
    assert read(politician)["one"].rows["Ja"] == ["1 000 000", "50 %"]
    assert read(politician, "lang:ar")["one"].rows["Ja"] == ["400 000", "50 %"]


def test_reading_takes_the_same_few_statements_however_many_have_answered(
    app, client, session, politician
) -> None:
    from sqlalchemy import event

    dialogue = make_dialogue(session, questions=asked())
    make_place(session, dialogue)
    send_all(client, dialogue, answers(10, "ja"))
    statements: list[str] = []
    event.listen(app.extensions["engine"], "before_cursor_execute", lambda *args: statements.append(args[2]))

    def tables() -> Counter[str]:
        statements.clear()
        politician.get(PAGE, query_string={"group": "lang:sv"})
        return Counter(
            name for name in ("tally", "response", "answer") for sql in statements if f"FROM {name}" in sql
        )

    few = tables()
    send_all(client, dialogue, answers(30, "ja"))
    assert tables() == few == {"tally": 1}
