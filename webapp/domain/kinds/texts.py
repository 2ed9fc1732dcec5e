"""Short and long text."""

from collections.abc import Iterator

from webapp.domain.kinds.base import UNANSWERED, Field, Invalid, Typed, Unanswered
from webapp.domain.questions import Question, Value
from webapp.domain.text import clean, visible_length


class Text:
    """Free text. Value: the cleaned text. Length is counted as a reader counts characters."""

    def __init__(self, default_length: int, *, multiline: bool) -> None:
        self.default_length = default_length
        self.multiline = multiline

    def limit(self, question: Question) -> int:
        """The longest text that `question` accepts, in characters."""
        return question.limits.length or self.default_length

    def read(self, question: Question, field: Field) -> Value | Unanswered:
        text = clean(field.one(), multiline=self.multiline)
        if not text:
            return UNANSWERED
        length, limit = visible_length(text), self.limit(question)
        if length > limit:
            raise Invalid("too-long", limit=limit, given=length)
        return text

    def typed(self, question: Question, value: Value) -> Typed:
        return {"": [str(value)]}

    def cells(self, question: Question, value: Value) -> Iterator[tuple[str, int]]:
        yield from ()
