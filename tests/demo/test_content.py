"""What the demo municipality says is whole, true of its own figures, and easy to read."""

import re
from typing import Any

import pytest

from tests.demo.described import ANSWERED, PUBLIC, REPORTED, STAGES, texts, whole
from tests.factories import TODAY
from webapp.demo.content import filled, has, read
from webapp.demo.dialogue import LANGUAGES, cells_of, described
from webapp.demo.fill import DIALOGUES, summary
from webapp.demo.town import PASSWORD
from webapp.domain.core_facts import unmet
from webapp.domain.counting import option_counts
from webapp.domain.faults import faults
from webapp.domain.lifecycle import Role, Stage
from webapp.domain.policy import Ask
from webapp.domain.prioritising import outcomes
from webapp.domain.reading import read_form
from webapp.domain.record import DialogueType, Outcome
from webapp.profiles import profiles
from webapp.web.locale import LANGUAGES as KNOWN

LONG_WORD = 7
EASY = 40
LEAST_WORDS = 12


def lix(text: str) -> float:
    """Läsbarhetsindex (Björnsson 1968): words per sentence plus per cent of words of over six letters."""
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+", text)
    sentences = max(1, len(re.findall(r"[.!?:]+(?=\s|$)", text.strip())))
    return len(words) / sentences + 100 * sum(len(word) >= LONG_WORD for word in words) / len(words)


def test_there_are_dialogues_in_each_stage_in_the_order_of_a_dialogues_life():
    assert list(STAGES) == list(DIALOGUES)
    assert list(dict.fromkeys(STAGES[name] for name in DIALOGUES)) == list(Stage)
    assert sorted(DIALOGUES, key=lambda name: list(Stage).index(STAGES[name])) == list(DIALOGUES)
    for name in DIALOGUES:
        assert whole(name)[0].stage(TODAY) is STAGES[name]


@pytest.mark.parametrize("name", PUBLIC)
def test_nothing_keeps_a_published_dialogue_from_opening(name):
    dialogue, questions, _sent, _found = whole(name)
    assert unmet(dialogue.core_facts()) == []
    assert list(faults(questions)) == []


def test_the_demo_shows_each_type_of_dialogue():
    types = {name: DialogueType(described(name).get("type_name", "resident")) for name in DIALOGUES}
    assert [name for name, type_ in types.items() if type_ is DialogueType.USER] == ["meals"]
    assert [name for name, type_ in types.items() if type_ is DialogueType.CONSULTATION] == ["homes"]


@pytest.mark.parametrize("name", PUBLIC)
def test_every_text_is_there_in_every_language_with_nothing_left_to_fill_in(name):
    for text in texts(name):
        assert sorted(text) == sorted(LANGUAGES), text
        assert all(value.strip() for value in text.values()), text
        assert not any("{" in value or "}" in value for value in text.values()), text


@pytest.mark.parametrize("name", PUBLIC)
def test_arabic_is_written_in_arabic_and_no_text_is_a_copy_of_another_language(name):
    for text in texts(name):
        assert re.search(r"[\u0600-\u06ff]{2}", text["ar"]), text
        assert len(set(text.values())) == len(text), text


@pytest.mark.parametrize("name", DIALOGUES)
def test_swedish_residents_texts_are_easy_to_read(name):
    for text in texts(name):
        assert text["sv"].strip()
        if len(text["sv"].split()) >= LEAST_WORDS:
            assert lix(text["sv"]) < EASY, (round(lix(text["sv"])), text["sv"])


def test_lix_is_counted_as_its_author_did():
    assert lix("Vi ses i parken. Ta med kaffe.") == pytest.approx(7 / 2)
    assert lix("Barn- och utbildningsnämnden sammanträder.") == pytest.approx(4 / 1 + 100 * 2 / 4)


@pytest.mark.parametrize("name", ANSWERED)
def test_every_simulated_response_is_one_that_the_form_would_take(name):
    _dialogue, questions, sent, _found = whole(name)
    for response in sent:
        reading = read_form(questions, as_form(questions, response.answers))
        assert reading.problems == ()
        assert dict(reading.answers) == dict(response.answers)


def as_form(questions: Any, answers: Any) -> dict[str, list[str]]:
    """The fields that a browser would send for `answers`."""
    form: dict[str, list[str]] = {}
    for id_, value in answers.items():
        name = f"q.{id_}"
        if value is None:
            form[f"decline.{id_}"] = ["1"]
        elif isinstance(value, dict):
            form |= {f"{name}.{option}": [str(points)] for option, points in value.items()}
        elif questions.told_by_id[id_].kind == "pairs":
            options = questions.by_id[id_].option_ids
            pairs = {"~".join(sorted(duel, key=options.index)): duel[0] for duel in value}
            form |= {f"{name}.{pair}": [chosen] for pair, chosen in pairs.items()}
        elif questions.told_by_id[id_].kind == "ranking":
            form |= {f"{name}.{option}": [str(place)] for place, option in enumerate(value, start=1)}
        else:
            form[name] = value if isinstance(value, list) else [value]
    return form


@pytest.mark.parametrize("name", ANSWERED)
def test_people_answer_while_it_is_open_in_several_languages_and_from_every_place(name):
    dialogue, _questions, sent, _found = whole(name)
    assert len(sent) >= 40
    assert {response.lang for response in sent} == set(LANGUAGES)
    assert len({response.place for response in sent}) == len(described(name)["places"]) + 1
    assert all(dialogue.opens_on <= response.day <= min(TODAY, dialogue.closes_on) for response in sent)


def test_the_same_people_answer_every_time():
    again = whole.__wrapped__("school_yard")
    assert again[2] == whole("school_yard")[2]
    assert len(again[2]) == 200


def test_those_who_feel_unsafe_want_light_more_than_others_do():
    _dialogue, _questions, sent, _found = whole("school_yard")
    both = [r.answers for r in sent if r.answers.get("first") and r.answers.get("dark")]
    unsafe = [a["first"][0] == "light" for a in both if a["dark"] in {"very_unsafe", "unsafe"}]
    others = [a["first"][0] == "light" for a in both if a["dark"] not in {"very_unsafe", "unsafe"}]
    assert sum(unsafe) / len(unsafe) > 2 * sum(others) / len(others)


@pytest.mark.parametrize("name", ANSWERED)
def test_every_written_text_is_somebodys_answer(name):
    _dialogue, _questions, sent, _found = whole(name)
    for question, by_lang in read(f"{name}/voices").items():
        for lang, by_writer in by_lang.items():
            written = sorted(text for some in by_writer.values() for text in some)
            given = [r.answers[question] for r in sent if r.lang == lang and r.answers.get(question)]
            assert sorted(given) == written


def test_there_are_many_different_voices():
    voices = {lang: set() for lang in LANGUAGES}
    for name in ANSWERED:
        for by_lang in read(f"{name}/voices").values():
            for lang, by_writer in by_lang.items():
                voices[lang] |= {text for some in by_writer.values() for text in some}
    assert len(voices["sv"]) >= 25
    assert len(voices["en"]) >= 12
    assert len(voices["ar"]) >= 15


@pytest.mark.parametrize("name", REPORTED)
def test_every_quote_is_what_somebody_wrote_in_answer_to_that_question(name):
    _dialogue, _questions, sent, found = whole(name)
    quotes = [quote for finding in found for quote in finding.quotes]
    assert quotes
    for quote in quotes:
        assert any(
            r.lang == quote["lang"] and r.answers.get(quote["question"]) == quote["text"] for r in sent
        ), quote


@pytest.mark.parametrize("name", REPORTED)
def test_findings_have_an_outcome_with_its_reason_once_it_has_been_decided(name):
    _dialogue, _questions, _sent, found = whole(name)
    assert len(found) >= 3
    decided = STAGES[name] is not Stage.REPORTED
    assert all(finding.settled is decided for finding in found)


def test_every_sort_of_outcome_occurs_more_than_once():
    outcomes = [finding.outcome for name in REPORTED for finding in whole(name)[3]]
    assert all(outcomes.count(outcome) >= 2 for outcome in Outcome)


@pytest.mark.parametrize("name", ANSWERED)
def test_summaries_are_of_questions_that_were_asked(name):
    dialogue, questions, _sent, _found = whole(name)
    assert set(dialogue.question_summaries) <= set(questions.by_id)


def order_of(name: str, question: str) -> list[str]:
    """The options of a ranking, best first, as the results page has them."""
    _dialogue, questions, sent, _found = whole(name)
    tally = {cell: n for (id_, cell), n in cells_of(questions, sent).items() if id_ == question}
    return [row.option for row in outcomes(questions.by_id[question], tally)[0].rows]


def share(name: str, question: str, options: set[str], **of: str) -> float:
    """Which part of those who answered `question` chose one of `options`; `of` picks among the people."""
    answers = [
        response.answers
        for response in whole(name)[2]
        if response.answers.get(question) and all(response.answers.get(q) == v for q, v in of.items())
    ]
    return sum(not options.isdisjoint(as_list(answer[question])) for answer in answers) / len(answers)


def as_list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def test_what_the_published_result_of_the_park_says_is_what_was_answered():
    dialogue, _questions, sent, _found = whole("park")
    order = order_of("park", "want")
    assert order[:2] == ["path", "benches"]
    answered = {
        q: [r.answers[q] for r in sent if r.answers.get(q)] for q in ("wild", "light", "want", "people")
    }
    wild, light, want, people = answered.values()
    half = sum(value in {"half", "most"} for value in wild)
    assert half / len(wild) > 0.5
    assert light.count("low") / len(light) > 0.5
    told = dialogue.result_text["sv"]
    assert f"{len(sent)} svar kom in" in told
    assert f"{sum(value[0] == 'path' for value in want)} av {len(want)} satte" in told
    assert f"{round(100 * half / len(wild))} procent vill att minst halva" in told
    assert f"Bara {round(100 * wild.count('none') / len(wild))} procent vill klippa" in told
    assert f"{round(100 * light.count('low') / len(light))} procent svarade att låga" in told
    average = f"{sum(int(value) for value in people) / len(people):.1f}".replace(".", ",").removesuffix(",0")
    assert f"är ni {average} personer" in told


def test_what_the_consultation_says_is_what_was_answered():
    high = {"much_too_high", "too_high"}
    assert share("homes", "height", high) > 0.5
    assert share("homes", "height", high, near="live") > share("homes", "height", high)
    wanted = {
        option: share("homes", "keep", {option}) for option in ("oaks", "calm", "path", "play", "small")
    }
    assert sorted(wanted, key=lambda option: -wanted[option])[:2] == ["oaks", "calm"]
    assert share("homes", "keep", {"small"}, near="move") > wanted["small"]
    assert f"{round(100 * share('homes', 'height', high))} procent tycker att fyra" in result("homes")


def test_what_the_youth_centre_says_is_what_was_answered():
    evenings = {
        o: share("youth_centre", "evenings", {o}) for o in ("friday", "saturday", "weekdays", "holidays")
    }
    most = sorted(evenings, key=lambda option: -evenings[option])
    assert set(most[:2]) == {"friday", "saturday"}
    assert most[2:] == ["holidays", "weekdays"]
    points: dict[str, int] = {}
    for response in whole("youth_centre")[2]:
        for option, number in (response.answers.get("money") or {}).items():
            points[option] = points.get(option, 0) + number
    assert sorted(points, key=lambda option: -points[option])[:2] == ["kitchen", "studio"]
    told = result("youth_centre").replace("\u00a0", "")
    assert f"Köket fick {points['kitchen']} poäng och musiken {points['studio']}" in told
    quiet = share("youth_centre", "money", {"quiet"}, visits="never")
    assert quiet > share("youth_centre", "money", {"quiet"})


def test_what_the_kitchen_says_is_what_was_answered():
    good = share("meals", "taste", {"good", "very_good"})
    assert f"{round(100 * good)} procent tycker att maten" in result("meals")
    times = {option: share("meals", "time", {option}) for option in ("four", "five", "six")}
    assert max(times, key=lambda option: times[option]) == "five"
    wanted = {o: share("meals", "better", {o}) for o in ("choice", "company", "spices", "home", "quiet")}
    assert max(wanted, key=lambda option: wanted[option]) == "choice"
    arabic = [r.answers for r in whole("meals")[2] if r.lang == "ar" and r.answers.get("better")]
    assert sum("home" in answers["better"] for answers in arabic) / len(arabic) > wanted["home"]


def test_what_the_square_says_is_what_was_answered():
    order = order_of("square", "need")
    assert order[:3] == ["seats", "trees", "stalls"]
    assert order[-1] == "cars"


def result(name: str) -> str:
    return str(whole(name)[0].result_text["sv"])


@pytest.mark.parametrize("name", [name for name in ANSWERED if STAGES[name] is Stage.OPEN])
def test_no_answer_in_an_open_dialogue_is_rare_enough_to_look_made_up(name):
    _dialogue, questions, sent, _found = whole(name)
    cells = cells_of(questions, sent)
    for question in questions.asked:
        if question.kind in {"single", "scale", "multiple"}:
            tally = {cell: n for (id_, cell), n in cells.items() if id_ == question.id}
            assert min(option_counts(question, tally).values()) >= 5, question.id


def test_ideas_are_published_or_waiting_in_several_languages():
    ideas = read("school_yard/ideas")["ideas"]
    states = [idea["state"] for idea in ideas]
    assert states.count("published") == 7
    assert states.count("waiting") == 3
    assert {idea["lang"] for idea in ideas} == set(LANGUAGES)
    categories = read("school_yard/facts")["idea_categories"]
    assert all(idea.get("category", 0) < len(categories) for idea in ideas)
    assert all(idea.get("reason") for idea in ideas if idea["state"] == "declined")


def test_one_proposal_waits_one_became_a_dialogue_and_one_was_declined_with_its_reason():
    found = read("proposals")["proposals"]
    assert sorted(str(proposal.get("accepted")) for proposal in found) == ["False", "None", "True"]
    assert {proposal["lang"] for proposal in found} == set(LANGUAGES)
    for proposal in found:
        answered = "accepted" in proposal
        assert answered is ("answered_on" in proposal["days"])
        assert answered is (proposal["lang"] in proposal.get("answer", {}))
        assert proposal.get("accepted", False) is ("dialogue" in proposal)


def test_every_question_of_every_policy_that_comes_with_the_product_has_an_answer_in_words():
    known = read("answers")
    asked = {gate.id: gate.ask for profile in profiles().values() for gate in profile.gates if gate.ask}
    assert set(known) == set(asked)
    for gate, said in known.items():
        written = [*said.get("words", {}).values(), *([said["default"]] if "default" in said else [])]
        assert all(len(words.split()) >= 5 for words in written), gate
        assert len(set(written)) == len(written), gate
        values = {said.get("value", ""), *said.get("values", {}).values()}
        assert values <= ({""} if asked[gate] is Ask.WORDS else {"yes", "no"}), gate
        assert set(said.get("words", {})) | set(said.get("values", {})) <= set(DIALOGUES), gate


def test_an_answer_that_says_no_is_stored_as_no():
    for gate, said in read("answers").items():
        for name, words in said.get("words", {}).items():
            value = said.get("values", {}).get(name, said.get("value", ""))
            if value:
                assert words.startswith("Ja") is (value == "yes"), (gate, name)


def test_there_is_somebody_of_each_role_at_an_address_that_nobody_has():
    staff = read("town")["staff"]
    assert {person["role"] for person in staff} == {role.value for role in Role}
    assert all(person["email"].endswith(".example") for person in staff)
    assert len(PASSWORD) >= 12


def test_telephone_numbers_are_of_the_series_kept_for_fiction():
    told = [read("town")["municipality"]["phone"], *(described(name)["contact_phone"] for name in DIALOGUES)]
    assert all(re.fullmatch(r"031-390 06 \d\d", number) for number in told)


def test_the_summary_says_where_to_begin_and_who_can_sign_in():
    told = summary("http://127.0.0.1:8123")
    assert "http://127.0.0.1:8123/q/bk4tm" in told
    assert "http://127.0.0.1:8123/staff/sign-in" in told
    assert PASSWORD in told
    assert all(person["email"] in told for person in read("town")["staff"])


def test_a_placeholder_that_stands_for_nothing_is_an_error():
    with pytest.raises(KeyError):
        filled("{nothing}", "sv", {}, {})


def test_all_files_of_content_are_of_languages_the_interface_has():
    assert all(KNOWN[lang].interface for lang in LANGUAGES)
    assert has("town")
    assert not has("nowhere")
