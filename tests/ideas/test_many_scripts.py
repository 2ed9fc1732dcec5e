"""Zalgo, forty scripts, thousands of emoji, the same idea a hundred times: nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from unicodedata import normalize

import pytest

from tests.factories import make_dialogue, make_municipality
from tests.ideas.test_ideas import INDEX, NEW, ideas, supporters, typed
from webapp.extensions import limiter
from webapp.ideas import actions
from webapp.models import Idea

SCRIPTS = """Bänkar i skuggan|Скамейки в тени|Παγκάκια στη σκιά|مقاعد في الظل|ספסלים בצל|छाया में बेंच|ছায়ায় বেঞ্চ|
ਛਾਂ ਵਿੱਚ ਬੈਂਚ|છાયામાં બેન્ચ|ଛାଇରେ ବେଞ୍ଚ|நிழலில் பெஞ்சுகள்|నీడలో బెంచీలు|ನೆರಳಿನಲ್ಲಿ ಬೆಂಚುಗಳು|തണലിൽ ബെഞ്ചുകൾ|
සෙවණේ බංකු|ม้านั่งใต้ร่มไม้|ຕັ່ງໃນຮົ່ມ|ဒစ်ဒစ် အရိပ်|កៅអីក្រោមម្លប់|გრილში სკამები|Նստարաններ ստվերում|በጥላ ሥር ወንበሮች|
ᎠᏓᏅᏙ ᎤᏩᎾ|ᐃᓄᒃᑎᑐᑦ|樹蔭下的長椅|日陰のベンチ|그늘의 벤치|ꆈꌠꁱꂷ|ᠮᠣᠩᠭᠣᠯ|བོད་ཡིག|ހިޔަލު|ܣܘܪܝܝܐ|ⵜⵉⴼⵉⵏⴰⵖ|ߒߞߏ|
ᱥᱟᱱᱛᱟᱲᱤ|ꤊꤢꤛ|ᜊᜌ᜔ᜊᜌᜒᜈ᜔|
ꦗꦮ|ᬩᬮᬶ|ᮞᮥᮔ᮪ᮓ|ᨅᨔ ᨕᨘᨁᨗ|𐐔𐐇𐐝𐐀𐐡𐐇𐐓|𞤀𞤣𞤤𞤢𞤥|𓂀𓏏𓇳"""
TITLES = [title.strip() for title in SCRIPTS.split("|")]
ZALGO = "".join(letter + "\u0335\u0321\u0489\u0301\u0347" for letter in "Bänkar i skuggan".replace(" ", "_"))
FAMILY = "👨‍👩‍👧‍👦"


@pytest.fixture
def dialogue(session):
    make_municipality(session)
    return make_dialogue(session, ideas_shown_at_once=True)


@pytest.mark.parametrize("title", TITLES)
def test_an_idea_in_any_script_is_kept_shown_and_found(lite_client, lite_session, title):
    make_dialogue(lite_session, ideas_shown_at_once=True)
    assert len(TITLES) >= 40
    assert lite_client.post(NEW, data=typed(title=title)).status_code == 303
    [idea] = ideas(lite_session)
    assert title in lite_client.get(INDEX).text
    assert title in lite_client.get(f"{INDEX}/{idea.number}").text
    assert title in lite_client.get(INDEX, query_string={"q": title.split()[0]}).text
    assert lite_client.post(NEW, data=typed(title=title, key="j" * 24)).status_code == 200


@pytest.mark.parametrize(
    ("field", "words"),
    [
        *(("title", ZALGO * 10), ("text", ZALGO * 200), ("place", ZALGO * 10), ("text", "🌳" * 5000)),
        *(("title", "🌳" * 5000), ("place", FAMILY * 500), ("text", FAMILY * 5000)),
    ],
)
def test_too_much_is_told_at_its_field_and_nothing_typed_is_lost(client, session, dialogue, field, words):
    refused = client.post(NEW, data=typed(**{field: words}))
    assert refused.status_code == 422
    assert f'<a href="#{field}">' in refused.text
    assert f'id="{field}-error"' in refused.text
    assert normalize("NFC", words) in refused.text
    for kept in ("Fler gungor", "Vid sandlådan. Kön är lång."):
        assert kept in refused.text or kept == typed()[field if field != "place" else "title"]
    assert ideas(session) == []


@pytest.mark.parametrize("words", [ZALGO, "🌳" * 100, FAMILY * 80])
def test_a_title_full_of_marks_or_emoji_is_taken_where_it_is_short_enough(client, session, dialogue, words):
    assert client.post(NEW, data=typed(title=words, place=words)).status_code == 303
    [idea] = ideas(session)
    for address in (INDEX, f"{INDEX}/{idea.number}", f"{INDEX}?q=gungor"):
        assert client.get(address).status_code == 200


def test_one_form_sent_a_hundred_times_at_once_is_one_idea(app, session, dialogue):
    def send(_number: int) -> tuple[int, str | None]:
        answered = app.test_client().post(NEW, data=typed())
        return answered.status_code, answered.location

    answers = []
    for _round in range(2):
        limiter.reset()
        with ThreadPoolExecutor(8) as pool:
            answers += list(pool.map(send, range(50)))
    assert {status for status, _location in answers} == {303}
    assert len({location for _status, location in answers}) == 1
    assert len(ideas(session)) == 1


def test_the_same_words_from_a_hundred_forms_are_five_ideas_and_then_a_word_at_the_field(
    app, session, dialogue
):
    dialogue.ideas_shown_at_once = False
    session.commit()

    def send(number: int) -> int:
        return app.test_client().post(NEW, data=typed(key=f"{number:024}")).status_code

    statuses: list[int] = []
    for start in (0, 50):
        limiter.reset()
        with ThreadPoolExecutor(8) as pool:
            statuses += list(pool.map(send, range(start, start + 50)))
    assert sorted(statuses) == [303] * actions.MOST_COPIES + [422] * 95
    assert len(ideas(session)) == actions.MOST_COPIES
    limiter.reset()
    refused = app.test_client().post(NEW, data=typed(key="x" * 24, place="Vid grinden"))
    assert "redan skickats flera gånger" in refused.text
    assert '<a href="#title">' in refused.text
    for kept in ('value="Fler gungor"', "Vid sandlådan. Kön är lång.", 'value="Vid grinden"'):
        assert kept in refused.text
    changed = app.test_client().post(NEW, data=typed(key="x" * 24, text="Vid sandlådan, för de minsta."))
    assert changed.status_code == 303


def test_support_pressed_a_hundred_times_at_once_counts_once_and_is_undone_once(app, session, dialogue):
    session.add(
        Idea(
            dialogue_id=dialogue.id,
            number=123_456,
            title="Bänkar",
            text="Mer.",
            lang="sv",
            day=dialogue.opens_on,
            receipt_hash="h",
            state="published",
        )
    )
    session.commit()
    [idea] = ideas(session)

    def press(act: str) -> int:
        client = app.test_client()
        client.set_cookie("supporter", "one-and-the-same")
        return client.post(f"{INDEX}/{idea.number}/{act}").status_code

    for act, left in (("support", 1), ("take-back", 0)):
        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(press, [act] * 100)) == {303}
        assert supporters(session, idea) == left
