"""The form of a film or a recorded reading: captions and text are demanded for both."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, cast

from werkzeug.datastructures import FileStorage

from webapp.domain.captions import CaptionsRefused, Cue, read_captions
from webapp.domain.recordings import FILM, LARGEST, SIGN_LANGUAGES, RecordingRefused, Taken, looked_at
from webapp.domain.text import clean
from webapp.models import Dialogue, Recording
from webapp.web.clock import today
from webapp.web.composed import Words
from webapp.web.fields import Fields, one, shorten
from webapp.web.languages import LANGUAGES
from webapp.web.locale import decimal
from webapp.web.locale import gettext as _
from webapp.web.recordings import made

MEGABYTE = 1_000_000
LONGEST_TEXT, LARGEST_CAPTIONS = 40_000, 1_000_000


@dataclass(frozen=True, slots=True)
class Read:
    """What a form says: the recording with its file, or what must be mended."""

    recording: Recording | None = None
    file: BinaryIO | None = None
    problems: dict[str, str] = field(default_factory=dict)


def langs(medium: str) -> Sequence[str]:
    """The languages that a recording of that kind can be in."""
    return SIGN_LANGUAGES if medium == FILM else tuple(LANGUAGES)


def words(medium: str) -> dict[str, Words]:
    """The labels of the fields."""
    film = medium == FILM
    most = decimal(LARGEST[medium] // MEGABYTE)
    return {
        "lang": Words(_("Teckenspråk") if film else _("Språk")),
        "file": Words(
            _("Filmen") if film else _("Inspelningen"),
            _("MP4 (H.264) eller WebM (VP9). Högst %(most)s MB.", most=most)
            if film
            else _("MP3, M4A eller Ogg. Högst %(most)s MB.", most=most),
        ),
        "captions": Words(
            _("Undertexter"),
            _("En fil i formatet WebVTT (.vtt). De behövs för att alla ska kunna följa med."),
        ),
        "text_lang": Words(_("Språket i undertexterna och texten")),
        "text": Words(
            _("Allt som sägs, som text") if not film else _("Allt som tecknas, som text"),
            _("För den som hellre läser, eller använder punktskrift."),
        ),
    }


def read(typed: Fields, sent: Mapping[str, FileStorage], dialogue: Dialogue, medium: str) -> Read:
    """What was sent; the file and the captions are looked into, whatever they are called."""
    problems: dict[str, str] = {}
    lang, text_lang = one(typed, "lang"), one(typed, "text_lang")
    if lang not in langs(medium):
        problems["lang"] = _("Välj ett språk.")
    taken = _taken(sent.get("file"), medium, problems)
    cues = _cues(sent.get("captions"), problems)
    if text_lang not in dialogue.languages:
        problems["text_lang"] = _("Välj ett språk.")
    text = clean(next(iter(typed.get("text", ())), ""))
    if not text:
        problems["text"] = _("Skriv det som sägs eller tecknas som text.")
    elif len(text) > LONGEST_TEXT:
        problems["text"] = shorten(LONGEST_TEXT)
    if problems or taken is None:
        return Read(problems=problems)
    file = cast(BinaryIO, sent["file"].stream)
    known = {"kind": medium, "lang": lang, "text_lang": text_lang, "text": text}
    return Read(made(dialogue, taken, file, cues, today(), **known), file)


def _taken(sent: FileStorage | None, medium: str, problems: dict[str, str]) -> Taken | None:
    if sent is None or not sent.filename:
        problems["file"] = _("Välj en fil.")
        return None
    try:
        return looked_at(cast(BinaryIO, sent.stream), medium)
    except RecordingRefused as refused:
        problems["file"] = file_sentence(refused, medium)
        return None


def _cues(sent: FileStorage | None, problems: dict[str, str]) -> tuple[Cue, ...]:
    if sent is None or not sent.filename:
        problems["captions"] = _("Välj en fil med undertexter.")
        return ()
    try:
        data = sent.read(LARGEST_CAPTIONS + 1)
        if len(data) > LARGEST_CAPTIONS:
            raise CaptionsRefused("many")
        return read_captions(data)
    except CaptionsRefused as refused:
        problems["captions"] = captions_sentence(refused)
        return ()


def file_sentence(refused: RecordingRefused, medium: str) -> str:
    """Why a file cannot be taken, and what to do."""
    sentences: dict[str, Callable[[], str]] = {
        "empty": lambda: _("Filen är tom. Välj en annan."),
        "too-large": lambda: _(
            "Filen är för stor. Gör den mindre, till högst %(most)s MB.",
            most=decimal(LARGEST[medium] // MEGABYTE),
        ),
        "not-a-film": lambda: _("Filen är ingen film som går att visa. Välj en i MP4 eller WebM."),
        "not-a-sound": lambda: _("Filen är inget ljud som går att spela. Välj en i MP3, M4A eller Ogg."),
        "codec": lambda: _(
            "Filen är packad på ett sätt som många telefoner inte kan spela. "
            "Spara den igen: film med H.264 eller VP9, ljud med AAC, Opus eller Vorbis."
        ),
    }
    return sentences[refused.code]()


def captions_sentence(refused: CaptionsRefused) -> str:
    """Why captions cannot be taken, and where in the file to look."""
    sentences: dict[str, Callable[[], str]] = {
        "header": lambda: _("Filen börjar inte med WEBVTT. Spara undertexterna i formatet WebVTT."),
        "empty": lambda: _("Filen har inga undertexter."),
        "letters": lambda: _("Filen har tecken som inte går att läsa. Spara den som UTF-8."),
        "many": lambda: _("Filen är för stor för att vara undertexter."),
        "time": lambda: _("Tiden går inte att läsa. Skriv den så här: 00:01.000 --> 00:04.000."),
        "backwards": lambda: _("Undertexten slutar innan den börjar."),
        "order": lambda: _("Undertexten börjar före den som står ovanför."),
        "silent": lambda: _("Undertexten har ingen text."),
        "long": lambda: _("Undertexten är för lång. Dela den i flera."),
    }
    sentence = sentences[refused.code]()
    return _("Rad %(line)s: %(problem)s", line=refused.line, problem=sentence) if refused.line else sentence
