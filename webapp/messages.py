"""Catalogues of the interface: taking messages out of the code, and compiling them."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from webapp.config import ROOT
from webapp.web.languages import Language

FOLDER = ROOT / "translations"
TEMPLATE = FOLDER / "messages.pot"
ELEMENT = re.compile(r"</?[a-z][^>]*>")
EDGES = re.compile(r"^\s+|\s+$")
METHODS = [("webapp/**.py", "python"), ("templates/**.html", "jinja2.ext.babel_extract")]
OPTIONS = {"templates/**.html": {"trimmed": "true", "silent": "false"}}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "in_language": (2,),
    "message": None,
    "pgettext": ((1, "c"), 2),
}


def catalogues() -> list[Path]:
    """Every language's catalogue."""
    return sorted(FOLDER.glob("*/LC_MESSAGES/messages.po"))


def extracted() -> Catalog:
    """All messages in the code and the templates, without line numbers: moving code changes nothing."""
    catalog = Catalog(project="Rådslag", charset="utf-8", fuzzy=False)
    found = extract_from_dir(
        ROOT, METHODS, OPTIONS, KEYWORDS, comment_tags=("L10N:",), strip_comment_tags=True
    )
    for name, _line, message, comments, context in sorted(found, key=lambda row: (row[0], row[1])):
        catalog.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    return catalog


REVIEWED = re.compile(r"^# Reviewed by: (.+)$", re.MULTILINE)
UNREVIEWED = "NOT YET REVIEWED BY A SPEAKER."
HEADER = """# {comment}
msgid ""
msgstr ""
"Project-Id-Version: Rådslag\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""


def as_text(catalog: Catalog) -> bytes:
    """The messages of `catalog` as they are written to disk, without a header."""
    buffer = BytesIO()
    write_po(
        buffer, catalog, width=110, sort_output=True, no_location=True, omit_header=True, ignore_obsolete=True
    )
    return buffer.getvalue()


def path_of(language: Language) -> Path:
    """Where the catalogue of a language lies."""
    return FOLDER / language.folder / "LC_MESSAGES" / "messages.po"


def begin(language: Language) -> None:
    """Writes an empty catalogue for a language that has none."""
    path = path_of(language)
    path.parent.mkdir(parents=True)
    header = HEADER.format(
        comment=f"Rådslag in {language.locale.english_name}.\n# {UNREVIEWED}",
        language=language.folder,
        plural=language.plural,
    )
    path.write_text(header, encoding="utf-8")
    update()


def reviewed_by(catalog: Catalog) -> str:
    """Who that speaks the language has reviewed the catalogue; empty where nobody has."""
    found = REVIEWED.search(catalog.header_comment)
    return found[1].strip() if found else ""


def header_of(catalog: Catalog) -> bytes:
    """The header of a catalogue: language, plural forms, and the comment that says who reviewed it."""
    return HEADER.format(
        comment=catalog.header_comment.strip().removeprefix("# ").strip(),
        language=catalog.locale_identifier,
        plural=catalog.plural_forms,
    ).encode()


def update() -> None:
    """Writes the template, and brings every catalogue in line with it; new messages are empty there."""
    template = extracted()
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(as_text(template))
    for path in catalogues():
        catalog = read(path)
        catalog.update(template, no_fuzzy_matching=True)
        path.write_bytes(header_of(catalog) + as_text(catalog))


def read(path: Path) -> Catalog:
    """The catalogue at `path`."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def translated(message: Message) -> bool:
    """Whether every form of `message` has a text."""
    forms = message.string if isinstance(message.string, list | tuple) else [message.string]
    return all(forms)


def compile_catalogue(path: Path) -> None:
    """Compiles `path`. A message with an empty plural form is left out, so that its fallback is whole."""
    catalog = read(path)
    whole = Catalog(locale=catalog.locale, header_comment=catalog.header_comment)
    whole.mime_headers = catalog.mime_headers
    whole.last_translator = reviewed_by(catalog)
    for message in catalog:
        if message.id and translated(message) and not message.fuzzy:
            whole.add(message.id, message.string, context=message.context)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, whole)


def faults() -> Iterable[str]:
    """What is stale, missing or broken in the catalogues, as sentences."""
    template = extracted()
    if not TEMPLATE.exists() or TEMPLATE.read_bytes() != as_text(template):
        yield "messages.pot is older than the code: run make messages"
    wanted = {(message.id, message.context) for message in template if message.id}
    for path in catalogues():
        name, catalog = path.parent.parent.name, read(path)
        found = {(message.id, message.context) for message in catalog if message.id}
        for id_, _context in sorted(wanted - found, key=str):
            yield f"{name}: not there: {id_!r}"
        for id_, _context in sorted(found - wanted, key=str):
            yield f"{name}: no longer used: {id_!r}"
        for message in catalog:
            if message.id and not translated(message):
                yield f"{name}: not translated: {message.id!r}"
            for error in broken(message, catalog):
                yield f"{name}: {error} in {message.id!r}"


def broken(message: Message, catalog: Catalog) -> Iterator[object]:
    """What is wrong with a translated message: placeholders, plural forms, elements, spaces around it."""
    if not message.id or not translated(message):
        return
    yield from message.check(catalog)
    sources = message.id if isinstance(message.id, list | tuple) else [message.id]
    forms = message.string if isinstance(message.string, list | tuple) else [message.string]
    for form in map(str, forms):
        if sorted(ELEMENT.findall(form)) not in [sorted(ELEMENT.findall(source)) for source in sources]:
            yield "other elements"
        if EDGES.findall(form) != EDGES.findall(sources[0]):
            yield "other spaces at the beginning or end"
