"""The core schema of XLIFF 2, which says what a file must look like: tests/data/xliff/NOTICE.txt."""

from functools import cache
from pathlib import Path

from lxml import etree

FOLDER = Path(__file__).parent.parent / "data" / "xliff"


class Beside(etree.Resolver):
    """Finds the schema of XML's own attributes in the same folder, and nothing anywhere else."""

    def resolve(self, url, _id, context):
        name = Path(url).name
        return self.resolve_filename(str(FOLDER / name), context)


@cache
def schema() -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Beside())
    return etree.XMLSchema(etree.parse(FOLDER / "xliff_core_2.0.xsd", parser))


def against_schema(data: bytes) -> list[str]:
    """What breaks the schema, as sentences; nothing for a sound file."""
    found = schema()
    try:
        document = etree.fromstring(data, etree.XMLParser(no_network=True, resolve_entities=False))
    except etree.XMLSyntaxError as broken:
        return [str(broken)]
    return [] if found.validate(document) else [entry.message for entry in found.error_log]
