"""The decision basis on what came out and what follows: findings, weighing, the decision, corrections."""

from collections.abc import Iterator

from webapp.documents.model import Block, Facts, Heading, Note, Pair, Paragraph, Quote, Table
from webapp.domain.record import DialogueType
from webapp.domain.text import Text
from webapp.follow_up.basis_words import advice, own, plain_day, policy_sentence, present, say
from webapp.models import Dialogue, Finding
from webapp.web.composed import language_word
from webapp.web.corrections import corrections_told
from webapp.web.locale import decimal
from webapp.web.locale import gettext as _
from webapp.web.snapshots import Snapshot


def findings(found: Snapshot) -> Iterator[Block]:
    """What residents said, one thing at a time, with the quotes that an official chose."""
    yield Heading(_("Det invånarna sa"))
    if not found.findings:
        yield Paragraph(_("Inget är lyft fram för sig. Svaren står fråga för fråga."))
    for finding in found.findings:
        yield Heading(say(finding.title, found.dialogue), 3)
        if text := say(finding.text, found.dialogue):
            yield Paragraph(text)
        yield from quotes(found, finding)
    if any(finding.quotes for finding in found.findings):
        yield Paragraph(
            _("Citaten är valda av en tjänsteperson. De är invånarnas egna ord på deras eget språk.")
        )


def quotes(found: Snapshot, finding: Finding) -> Iterator[Quote]:
    """Each quote in the language that it was written in, and what it answered."""
    for quote in finding.quotes:
        yield Quote(Text(quote["text"], quote["lang"]), quoted_from(found, quote))


def quoted_from(found: Snapshot, quote: dict[str, str]) -> str:
    """Where a quote comes from: an idea, or the number of a question, and its language."""
    language = language_word(quote["lang"])
    if not quote["question"]:
        return _("Ur en idé, på %(language)s", language=language)
    number = found.questions.numbers.get(quote["question"])
    if number is None:
        return _("Ur ett svar, på %(language)s", language=language)
    return _("Ur ett svar på fråga %(number)s, på %(language)s", number=decimal(number), language=language)


def what_follows(found: Snapshot) -> Iterator[Block]:
    """How the result is to be weighed, what is to be decided, and what has been promised after that."""
    dialogue = found.dialogue
    yield Heading(_("Så ska resultatet vägas in"))
    if weighs := advice(dialogue):
        yield Note(weighs)
        if policy := policy_sentence():
            yield Paragraph(policy, Text(_("Ur policyn:"), ""))
    if weighing := say(dialogue.weighing, dialogue):
        yield Paragraph(weighing, _("I den här dialogen."))
    yield Heading(_("Beslut att fatta, och återkoppling"))
    yield Facts(tuple(_decision(dialogue)))


def _decision(dialogue: Dialogue) -> Iterator[Pair]:
    contact = ", ".join(
        part for part in (dialogue.contact_name, dialogue.contact_phone, dialogue.contact_email) if part
    )
    yield from present(
        (_("Beslutar"), say(dialogue.board.name, dialogue) if dialogue.board else ""),
        (_("Ska beslutas"), _upper_first(say(dialogue.matter, dialogue))),
        (_("Möte"), plain_day(dialogue.decided_on) or _next_notice(dialogue)),
        (_("Återkoppling"), _promise(dialogue)),
        (_("Frågor om dialogen"), own(contact, dialogue)),
    )


def _upper_first(text: Text) -> Text:
    return Text(text.value[:1].upper() + text.value[1:], text.lang)


def _next_notice(dialogue: Dialogue) -> str:
    if dialogue.next_notice is None:
        return _("Inte bestämt än")
    return _("Inte bestämt än. Nästa besked %(day)s", day=plain_day(dialogue.next_notice))


def _promise(dialogue: Dialogue) -> str:
    if dialogue.feedback_by is None:
        return ""
    day = plain_day(dialogue.feedback_by)
    if dialogue.type is DialogueType.CONSULTATION:
        return _("Senast %(day)s, till dem som deltog och till alla.", day=day)
    return _("Lovad senast %(day)s, till dem som deltog och till alla, på alla språk i dialogen.", day=day)


def corrections(found: Snapshot) -> Iterator[Block]:
    """What was changed after publishing."""
    told = corrections_told(found)
    if not told:
        return
    yield Heading(_("Rättat efter att dialogen publicerades"))
    rows = tuple(
        (plain_day(each.day), each.what, each.before.striptags(), each.after.striptags(), each.reason)
        for each in told
    )
    header = (_("Dag"), _("Vad"), _("Före"), _("Efter"), _("Därför"))
    yield Table(_("Rättelser, den senaste först"), header, rows)
