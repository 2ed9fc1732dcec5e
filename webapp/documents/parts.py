"""Which parts of a document stand upright on the page, and which lie down for the sake of a wide table."""

from webapp.documents.columns import layout
from webapp.documents.model import Bars, Block, Document, Heading, Paragraph, Table
from webapp.documents.soundness import said

SHORT = 900
"""Characters of a paragraph that goes along with the table it leads to."""


def parts(document: Document) -> list[tuple[bool, tuple[Block, ...]]]:
    """The blocks in groups that lie down or stand upright; a wide table takes its headings along."""
    found: list[tuple[bool, tuple[Block, ...]]] = [(False, ())]
    for block in document.blocks:
        flat = isinstance(block, Table | Bars) and layout(block).flat
        blocks = found[-1][1]
        if not flat and not found[-1][0]:
            found[-1] = (False, (*blocks, block))
        elif not flat:
            found.append((False, (block,)))
        elif found[-1][0]:
            found[-1] = (True, (*blocks, block))
        else:
            along = _leading(blocks)
            found[-1:] = [
                (False, blocks[: len(blocks) - along]),
                (True, (*blocks[len(blocks) - along :], block)),
            ]
    return [(flat, blocks) for flat, blocks in found if blocks]


def _leading(blocks: tuple[Block, ...]) -> int:
    """How many blocks at the end lead in what follows: headings, and one short paragraph after them."""
    short = blocks and isinstance(blocks[-1], Paragraph) and len(said(blocks[-1].text).value) < SHORT
    last = len(blocks) - (1 if short else 0)
    first = last
    while first and isinstance(blocks[first - 1], Heading):
        first -= 1
    return len(blocks) - first if first < last else 0
