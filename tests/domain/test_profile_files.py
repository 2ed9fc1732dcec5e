"""Profiles as files: the shipped ones load, and every mistake is told by file and key."""

from datetime import date

import pytest

from tests.domain.sixth_profile import SIXTH, written
from webapp.domain.checked_table import WrongProfile
from webapp.domain.ladder import LadderStep
from webapp.domain.policy import Ask, Moment, When, Word
from webapp.domain.record import BodyKind, DialogueType
from webapp.profiles import FOLDER, load, profiles

SHIPPED = ("vanersborg", "tjorn", "kungsbacka", "forshaga", "standard")
RESIDENTS = ("sv", "en", "ar")


def test_the_five_profiles_are_there_and_no_file_is_left_out():
    assert set(profiles()) == set(SHIPPED) == {file.stem for file in FOLDER.glob("*.toml")}


@pytest.mark.parametrize("id_", SHIPPED)
def test_what_residents_read_is_in_three_languages_and_what_staff_answer_in_two(id_):
    profile = profiles()[id_]
    read = [profile.audience, profile.introduction, profile.weighing]
    read += [item.item for item in profile.evaluation]
    read += [step.name for step in profile.steps if step.name]
    assert [set(texts) >= set(RESIDENTS) for texts in read] == [True] * len(read)
    assert set(profile.words) >= set(RESIDENTS)
    asked = [gate.question for gate in profile.gates if gate.question]
    asked += [point for gate in profile.gates for point in gate.points]
    assert [set(texts) for texts in asked] == [{"sv", "en"}] * len(asked)


@pytest.mark.parametrize("id_", SHIPPED)
def test_texts_of_a_profile_leave_the_word_to_the_municipality(id_):
    profile = profiles()[id_]
    texts = [profile.audience, profile.introduction, profile.weighing]
    texts += [gate.question for gate in profile.gates] + [item.item for item in profile.evaluation]
    for word in (*profile.words.values(), *profile.other_words.values()):
        for text in texts:
            assert not any(word.singular in said.lower() for said in text.values())


@pytest.mark.parametrize("id_", SHIPPED)
def test_every_gate_says_the_policys_words_and_where_they_stand(id_):
    profile = profiles()[id_]
    for said in (
        profile.weighing_said,
        profile.planning.said,
        *(rule.said for rule in profile.deciding),
        *(gate.said for gate in profile.gates),
        *(item.said for item in profile.evaluation),
    ):
        assert said.words
        assert said.place


def test_what_a_file_says_is_what_the_profile_holds(tmp_path):
    profile = load(written(tmp_path, SIXTH))
    assert profile.id == "sixth"
    assert profile.policy.adopted == date(2024, 5, 6)
    assert profile.policy.handbook_address == "https://example.se/handbok"
    assert profile.words == {"sv": Word("samtal", "samtalet", "samtal", "samtalen")}
    assert profile.allowed_steps == {LadderStep.CONSULTATION, LadderStep.CO_DECISION}
    assert profile.step_name(LadderStep.CONSULTATION) == {"sv": "Samråd"}
    assert profile.step_name(LadderStep.CO_DECISION) == {}
    assert [rule.bodies for rule in profile.deciding] == [(BodyKind.BOARD,), (BodyKind.ADMINISTRATION,)]
    neutral = profile.gates_by_id["neutral"]
    assert (neutral.before, neutral.ask, neutral.second_person) == (Moment.PUBLISH, Ask.YES, True)
    assert (neutral.when, neutral.types) == (When.ALWAYS, {DialogueType.RESIDENT})
    assert neutral.points == ({"sv": "Inget svar ser bättre ut."},)
    assert profile.items_for(DialogueType.USER) == profile.evaluation
    assert profile.items_for(DialogueType.CONSULTATION) == ()
    assert (profile.planning.margin_weeks, profile.planning.consultation_days) == (6, 21)
    assert profile.other_words == {}


def test_a_folder_of_ones_own_adds_profiles_to_the_shipped_ones(tmp_path):
    written(tmp_path, SIXTH)
    assert set(profiles(tmp_path)) == {*SHIPPED, "sixth"}
    assert "sixth" not in profiles()


WRONG = [
    ('valid = "till 2028"', "", "policy.valid: is missing"),
    ('valid = "till 2028"', 'valid = " "', "policy.valid: is empty"),
    ('valid = "till 2028"', "valid = 2028", "policy.valid: must be a text"),
    ('valid = "till 2028"', 'vallid = "till 2028"', "policy.valid: is missing"),
    ('valid = "till 2028"', 'valid = "till 2028"\nvallid = "x"', "policy.vallid: is not a key"),
    ("adopted = 2024-05-06", 'adopted = "2024-05-06"', "policy.adopted: must be a day"),
    ("adopted = 2024-05-06", "adopted = 2024-05-06T10:00:00", "policy.adopted: must be a day"),
    ('"https://example.se/handbok"', '"handbok"', "policy.handbook_address: is 'handbok'; begin it with"),
    ("[word.sv]", "[word.en]", "word.sv: is missing"),
    ('plural = "samtal"', "", "word.sv.plural: is missing"),
    ('singular = "samtal"', 'singular = "samtal"\ngenitive = "samtals"', "word.sv.genitive: is not a key"),
    ("[word.sv]", 'word = "samtal"\n[x]', "policy.word: is not a key"),
    ('[audience]\nsv = "Alla."', "", "audience: is missing"),
    ('[audience]\nsv = "Alla."', '[audience]\nen = "All."', "audience.sv: is missing"),
    ('[audience]\nsv = "Alla."', "[audience]\nsv = 5", "audience.sv: must be a text"),
    ('[audience]\nsv = "Alla."', '[audience]\nsv = "Alla."\nen = ""', "audience.en: must be a text"),
    ('[weighing_said]\nwords = "råd"', '[weighing_said]\nword = "råd"', "weighing_said.word: is not a key"),
    ("margin_weeks = 6", "margin_weeks = 0", "planning.margin_weeks: must be between 1 and 999"),
    ("margin_weeks = 6", "margin_weeks = true", "planning.margin_weeks: must be a whole number"),
    ("margin_weeks = 6", "margin_weeks = 6\nconsultation_days = -1", "planning.consultation_days: must be"),
    (
        'follow_up = "year"',
        'follow_up = "yearly"',
        "planning.follow_up: is 'yearly'; use one of year, accounts",
    ),
    ('plan = "budget"', 'plan = "budgets"', "planning.plan: is 'budgets'; use one of budget, three-years"),
    ('step = "consultation"', 'step = "hearing"', "steps[1].step: is 'hearing'; use one of information"),
    ('step = "co-decision"', 'step = "consultation"', "steps: 'consultation' stands there twice"),
    ('[steps.name]\nsv = "Samråd"', '[steps.name]\nen = "Hearing"', "steps[1].name.sv: is missing"),
    ('when = "political"', 'when = "sometimes"', "deciding[1].when: is 'sometimes'; use one of always"),
    ('bodies = ["board"]', "bodies = []", "deciding[1].bodies: is empty"),
    ('bodies = ["board"]', 'bodies = ["party"]', "deciding[1].bodies: is 'party'; use one of council"),
    ('bodies = ["board"]', 'bodies = "board"', "deciding[1].bodies: must be a list"),
    ('when = "always"', 'when = "one-board"', 'deciding: has no rule with when = "always"'),
    ('when = "political"', 'when = "always"', "deciding[2]: is never used"),
    ('id = "reason"', "", "gates[1].id: is missing"),
    ('id = "neutral"', 'id = "reason"', "gates: 'reason' stands there twice"),
    ('check = "reason"', 'check = "reasons"', "gates.reason.check: is 'reasons'; use one of advisory"),
    ('check = "reason"', "", "gates.reason: needs either check or ask"),
    ('check = "reason"', 'check = "reason"\nask = "yes"', "gates.reason: needs either check or ask"),
    ('ask = "yes"', 'ask = "maybe"', "gates.neutral.ask: is 'maybe'; use one of yes, either, words"),
    ('ask = "yes"', 'ask = "words"', "gates.neutral.points: is only for ask"),
    ('[gates.question]\nsv = "Är texterna neutrala?"', "", "gates.neutral.question: is missing"),
    ("second_person = true", 'second_person = "true"', "gates.neutral.second_person: must be true or false"),
    ('words = "neutralt"', "", "gates.neutral.words: is missing"),
    ('place = "Sidan 4"\n\n[gates.question]', "[gates.question]", "gates.neutral.place: is missing"),
    (
        '[[gates.points]]\nsv = "Inget',
        '[[gates.points]]\nen = "Inget',
        "gates.neutral.points[1].sv: is missing",
    ),
    ('before = "consider"', 'before = "start"', "gates.reason.before: is 'start'; use one of consider, hold"),
    (
        'check = "reason"',
        'check = "reason"\nwho = "mayor"',
        "gates.reason.who: is 'mayor'; use one of official",
    ),
    ('check = "reason"', 'check = "reason"\ntypes = []', "gates.reason.types: is empty"),
    (
        'check = "reason"',
        'check = "reason"\ntypes = ["poll"]',
        "gates.reason.types: is 'poll'; use one of resident",
    ),
    ('id = "process"', 'id = "process"\nscale = 5', "evaluation.process.scale: is not a key"),
    ('part = "process"', 'part = "money"', "evaluation.process.part: is 'money'; use one of process, method"),
    ("[policy]", 'profile = "sixth"\n[policy]', "profile: is not a key"),
    ("[policy]", 'gates = "none"\n[policy]', "is not TOML"),
    ("[policy]", "[policy", "is not TOML"),
]


@pytest.mark.parametrize(("old", "new", "said"), WRONG)
def test_a_wrong_file_is_refused_with_the_file_and_the_key(tmp_path, old, new, said):
    assert old in SIXTH
    with pytest.raises(WrongProfile) as refused:
        load(written(tmp_path, SIXTH.replace(old, new, 1)))
    assert str(refused.value).startswith(f"sixth.toml: {said}")
    assert "\n" not in str(refused.value)


def test_a_list_that_holds_something_else_than_tables_is_refused(tmp_path):
    cut = SIXTH[: SIXTH.index("[[gates]]")] + SIXTH[SIXTH.index("[[evaluation]]") :]
    with pytest.raises(WrongProfile, match=r"^sixth\.toml: gates\[1\]: must be a table"):
        load(written(tmp_path, f'gates = ["reason"]\n{cut}'))


def test_a_file_that_is_not_text_is_refused(tmp_path):
    file = tmp_path / "sixth.toml"
    file.write_bytes(b"\xff\xfe[policy]")
    with pytest.raises(WrongProfile, match=r"^sixth\.toml: is not TOML"):
        load(file)


def test_a_name_that_could_not_stand_in_an_address_is_refused(tmp_path):
    file = tmp_path / "Vår policy.toml"
    file.write_text(SIXTH, "utf-8")
    with pytest.raises(WrongProfile, match=r"^Vår policy\.toml: has a name that cannot be used"):
        load(file)


def test_one_wrong_file_of_ones_own_stops_the_reading_of_all(tmp_path):
    written(tmp_path, SIXTH.replace('check = "reason"', 'check = "raeson"'))
    with pytest.raises(WrongProfile, match=r"^sixth\.toml: gates\.reason\.check"):
        profiles(tmp_path)
