"""The core journey: from the list of dialogues to the receipt, and what came of it."""

CORE = (
    "dialogues.register: full",
    "dialogues.show: open",
    "answering.answer: fresh",
    "answering.answer: without scripts",
    "answering.answer: every mistake",
    "answering.answer: check",
    "receipts.sent: response",
    "receipts.show: response",
    "receipts.find: fresh",
    "receipts.find: a slip",
    "results.published: all figures",
    "dialogues.show: ended with outcome",
)
"""Names of states of residents' pages (`tests/browser/pages.py`)."""
