"""Receipts that are guessed, typed too long, or asked for under another name of the site."""

import pytest

from tests.factories import answers_form, make_dialogue
from webapp.domain.documents import fingerprint
from webapp.web.qr import svg

ADDRESS = "/sv/dialogues/skolgard/answer"
UNKNOWN = "0000000000000000"


@pytest.fixture
def receipt(lite_client, lite_session) -> str:
    """The address of a receipt."""
    dialogue = make_dialogue(lite_session)
    form = answers_form(fingerprint(dialogue.questions), do="send", q_one="boll")
    return lite_client.post(ADDRESS, data=form).location.removesuffix("/sent")


@pytest.mark.parametrize(
    ("method", "page"), [("GET", ""), ("GET", "/sent"), ("GET", "/qr.svg"), ("POST", "/withdraw")]
)
def test_guessing_by_any_page_of_a_receipt_is_stopped(lite_client, receipt, method, page):
    address = f"/sv/receipt/{UNKNOWN}{page}"
    statuses = [lite_client.open(address, method=method).status_code for _number in range(21)]
    assert statuses == [404] * 20 + [429]


def test_guesses_are_counted_together_by_whichever_page_they_are_made(lite_client, receipt):
    for _number in range(10):
        lite_client.get(f"/sv/receipt/{UNKNOWN}/sent")
        lite_client.post("/sv/receipt", data={"receipt": UNKNOWN})
    assert lite_client.get(f"/sv/receipt/{UNKNOWN}/qr.svg").status_code == 429
    assert lite_client.post(f"/sv/receipt/{UNKNOWN}/withdraw").status_code == 429


def test_a_receipt_is_reached_by_its_digits_alone(lite_client, receipt):
    code = receipt.rpartition("/")[2]
    grouped = "-".join(code[start : start + 4] for start in range(0, 16, 4))
    assert lite_client.get(f"/sv/receipt/{grouped}").status_code == 404
    assert lite_client.get(f"/sv/receipt/{code}").status_code == 200


def test_much_more_than_a_receipt_is_neither_read_nor_shown_again(lite_client, receipt):
    page = lite_client.post("/sv/receipt", data={"receipt": "12345 " * 20_000})
    assert page.status_code == 422
    assert len(page.data) < 20_000


def test_the_code_of_a_receipt_leads_to_the_configured_address_whatever_host_is_asked_for(
    lite_client, receipt
):
    wanted = svg(f"http://localhost{receipt}")
    foreign = lite_client.get(f"{receipt}/qr.svg", headers={"Host": "evil.test"})
    assert foreign.text == wanted
    assert "evil.test" not in lite_client.get(receipt, headers={"Host": "evil.test"}).text


@pytest.mark.parametrize("page", ["", "/sent", "/qr.svg"])
def test_no_page_of_a_receipt_is_kept_in_a_cache(lite_client, receipt, page):
    assert lite_client.get(receipt + page).headers["Cache-Control"] == "no-store"
