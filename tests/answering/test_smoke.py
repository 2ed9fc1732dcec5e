from tests.factories import answers_form, make_dialogue, make_municipality, make_place
from webapp.domain.documents import fingerprint


def test_a_resident_goes_from_the_code_to_the_receipt(client, session):
    make_municipality(session)
    dialogue = make_dialogue(session)
    make_place(session, dialogue)
    arrived = client.get("/q/bok7k", headers={"Accept-Language": "ar"})
    assert arrived.status_code == 303
    assert arrived.location == "/ar/dialogues/skolgard?p=bok7k"
    assert client.get(arrived.location).status_code == 200
    assert client.get("/sv/").status_code == 200
    assert client.get("/sv/privacy").status_code == 200
    assert client.get("/sv/receipt").status_code == 200
    assert client.get("/sv/dialogues/skolgard/answer?p=bok7k").status_code == 200
    form = answers_form(
        fingerprint(dialogue.questions),
        q_one="gunga",
        q_rank__gunga="1",
        q_rank__boll="2",
        q_points__lek="70",
        p="bok7k",
    )
    form["do"] = "check"
    checked = client.post("/sv/dialogues/skolgard/answer", data=form)
    assert checked.status_code == 200, checked.text
    form["do"] = "send"
    sent = client.post("/sv/dialogues/skolgard/answer", data=form)
    assert sent.status_code == 303
    assert client.get(sent.location).status_code == 200
    code = sent.location.split("/")[3]
    shown = client.get(f"/sv/receipt/{code}")
    assert "70" in shown.text
    assert client.post("/sv/dialogues/skolgard/answer", data=form).location == sent.location
    assert client.post(f"/sv/receipt/{code}/withdraw").status_code == 303
    assert "raderade" in client.get(f"/sv/receipt/{code}").text
