"""The municipality's own word stands in its texts, in every language; the former one in none."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import PLAN, days, make_dialogue, make_municipality, make_place, make_staff
from tests.staff import sign_in
from tests.web.test_access_rules import routes
from webapp.domain.lifecycle import Role
from webapp.models import StaffMember
from webapp.profiles import profiles
from webapp.web.languages import INTERFACE

EVERYTHING = "all@example.se"
FORMER, OWN = (
    {
        "sv": ("invånardialog", "invånardialogen", "invånardialoger", "invånardialogerna"),
        "en": ("resident dialogue", "the resident dialogue", "resident dialogues", "the resident dialogues"),
        "ar": ("حوار مع السكان", "الحوار مع السكان", "حوارات مع السكان", "الحوارات مع السكان"),
    },
    {
        "sv": ("medborgardialog", "medborgardialogen", "medborgardialoger", "medborgardialogerna"),
        "en": ("citizen dialogue", "the citizen dialogue", "citizen dialogues", "the citizen dialogues"),
        "ar": ("حوار مع المواطنين", "الحوار مع المواطنين", "حوارات مع المواطنين", "الحوارات مع المواطنين"),
    },
)

VANERSBORG = profiles()["vanersborg"]
COMPARING = "/staff/policy"
"""Pages that set the shipped profile beside the municipality's own."""
QUOTED = (
    *(each.said for each in (*VANERSBORG.gates, *VANERSBORG.deciding, *VANERSBORG.evaluation)),
    *(VANERSBORG.weighing_said, VANERSBORG.planning.said),
)
POLICYS_OWN = sorted(
    {each.policy.name for each in profiles().values()}
    | {text for said in QUOTED for text in (said.words, said.place) if text},
    key=len,
    reverse=True,
)


@pytest.fixture
def changed(lite_session):
    """Vänersborg, which has changed its word."""
    municipality = make_municipality(lite_session)
    municipality.profile_id = "vanersborg"
    municipality.profile_changes = {"words": {lang: list(forms) for lang, forms in OWN.items()}}
    make_staff(lite_session, *Role, email=EVERYTHING)
    dialogue = make_dialogue(lite_session, "helt", **PLAN, responsible_id=1)
    make_place(lite_session, dialogue)
    make_dialogue(lite_session, "utkast", board=dialogue.board, published_on=None)
    past = {"opens_on": days(-30), "closes_on": days(-5), "published_on": days(-31), "sealed_on": days(-4)}
    make_dialogue(lite_session, "slut", board=dialogue.board, **past, **PLAN)
    lite_session.commit()
    return lite_session


def own_texts(element: Element) -> Iterator[str]:
    """The texts of a page, but not the policy's own words, which are quoted as they were adopted."""
    if element.tag in {"blockquote", "cite", "style"} or "policy-words" in (element.get("class") or ""):
        return
    yield element.text or ""
    for child in element:
        yield from own_texts(child)
        yield child.tail or ""


def read(html: str) -> str:
    """The page as it reads, small letters only, without the policy's name and words."""
    root = html5lib.HTMLParser(namespaceHTMLElements=False).parse(html)
    text = " ".join("".join(own_texts(root)).split())
    for quoted in POLICYS_OWN:
        text = text.replace(quoted, "")
    return text.casefold()


@pytest.mark.requirement("R32")
def test_the_shipped_words_are_those_of_the_policy():
    words = VANERSBORG.words
    assert {lang: (words[lang].singular, words[lang].plural) for lang in FORMER} == {
        lang: (forms[0], forms[2]) for lang, forms in FORMER.items()
    }
    assert set(words) == set(INTERFACE) - {"sv-simple"}


@pytest.mark.requirement("R32")
@pytest.mark.parametrize("lang", ["sv", "en", "ar"])
def test_residents_meet_the_own_word_and_never_the_former(lite_app, lite_client, changed, lang):
    plain = {"p": "", "code": "bok7k", "slug": "helt", "lang": lang}
    seen = 0
    for rule, _address in routes(lite_app, "GET", staff=False):
        if "lang" not in rule.arguments or rule.arguments - set(plain):
            continue
        built = rule.build({name: plain[name] for name in rule.arguments})
        assert built is not None
        page = lite_client.get(built[1])
        if page.mimetype == "text/html" and page.status_code == 200:
            seen += 1
            text = read(page.text)
            for word in FORMER[lang]:
                assert word.casefold() not in text, (built[1], word)
    assert seen >= 8
    singular, _definite, plural, _all = OWN[lang]
    for address, word in (("", plural), ("dialogues/helt", singular)):
        assert word.casefold() in read(lite_client.get(f"/{lang}/{address}").text), address


@pytest.mark.requirement("R32")
@pytest.mark.parametrize("lang", ["sv", "en", "ar"])
def test_staff_meet_the_own_word_and_never_the_former(lite_app, changed, lang):
    client = FlaskClient(lite_app)
    sign_in(client, changed.scalars(select(StaffMember).where(StaffMember.email == EVERYTHING)).one())
    client.set_cookie("lang", lang)
    texts: dict[str, str] = {}
    for rule, _address in routes(lite_app, "GET", staff=True):
        if rule.arguments <= {"slug"} and not rule.rule.startswith(COMPARING):
            for slug in ("helt", "utkast", "slut") if rule.arguments else ("",):
                address = rule.build({"slug": slug} if slug else {})[1]
                page = client.get(address)
                if page.mimetype == "text/html" and page.status_code == 200:
                    texts[address] = read(page.text)
    assert len(texts) > 10
    for address, text in texts.items():
        for word in FORMER[lang]:
            assert word.casefold() not in text, (address, word, text[max(0, text.find(word) - 80) :][:200])
    assert any(OWN[lang][0].casefold() in text for text in texts.values())
