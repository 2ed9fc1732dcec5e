"""The settings of a question: its limits, and what is told about the others."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from webapp.domain.kinds.number import shortest
from webapp.domain.questions import Limits
from webapp.domain.text import clean
from webapp.interchange.constraints import LONGEST_ANSWER
from webapp.interchange.limesurvey.asked import Context
from webapp.interchange.limesurvey.content import number_of
from webapp.interchange.question_rows import DECIMALS
from webapp.interchange.remarks import excerpt
from webapp.interchange.tokens import decimal_of

READ_ELSEWHERE = frozenset(
    {
        "date_format",
        *("hidden", "other_replace_text", "min_answers", "max_answers", "min_num_value_n", "max_num_value_n"),
        *("num_value_int_only", "maximum_chars", "numbers_only", "multiflexible_min", "multiflexible_max"),
        *(
            "date_format",
            "multiflexible_checkbox",
            "slider_min",
            "slider_max",
            "dualscale_headerA",
            "dualscale_headerB",
        ),
    }
)
TOLD: Mapping[str, str] = {
    "array_filter": "lss-filter",
    "array_filter_exclude": "lss-filter",
    "em_validation_q": "constraint",
    "em_validation_sq": "constraint",
    "equals_num_value": "constraint",
    "min_num_value": "constraint",
    "max_num_value": "constraint",
    "num_value_equals": "constraint",
    "exclude_all_others": "lss-exclusive",
    "exclude_all_others_auto": "setting-not-used",
    "prefix": "lss-unit",
    "suffix": "lss-unit",
    "time_limit": "setting-not-used",
    "multiflexible_step": "setting-not-used",
    "slider_accuracy": "setting-not-used",
    "slider_default": "default",
    "other_comment_mandatory": "setting-not-used",
    "other_numbers_only": "setting-not-used",
    "code_filter": "lss-filter",
    "date_min": "constraint",
    "date_max": "constraint",
}
"""Setting that changes what is asked -> the code of the remark that it is left out."""
UNSHUFFLED = frozenset("5GYKQ1:;")
"""Types whose options or rows stand in one order here."""
ORDERS = ("random_order", "random_group", "answer_order", "subquestion_order")
UNTOLD = ("statistics_", "public_statistics", "time_limit_", "save_as_default", "clear_default")
"""How settings begin that have nothing to do with what respondents see."""
UNSET = {"", "0", "N", "n", "normal", "inherit"}


def tell_settings(context: Context) -> list[str]:
    """Remarks upon every setting of meaning that is left out; the names of the others that are set."""
    source, where = context.source, context.where
    looks = []
    for name, values in source.attributes.items():
        value = clean(source.attribute(name), multiline=False)
        if name in READ_ELSEWHERE or not any(each.strip() not in UNSET for each in values.values()):
            continue
        if name in TOLD:
            where.remark(TOLD[name], name=excerpt(name), value=excerpt(value))
        elif name in ORDERS:
            if not context.shuffled or source.type in UNSHUFFLED:
                where.once("lss-shuffled")
        elif not name.startswith(UNTOLD):
            looks.append(name)
    if source.pattern:
        where.remark("constraint", value=excerpt(source.pattern))
    if source.default:
        where.remark("lss-default")
    if source.mandatory == "S":
        where.remark("lss-soft-mandatory")
    return looks


def number_limits(context: Context) -> Limits:
    """The bounds of a number. LimeSurvey takes decimals unless the question says otherwise."""
    whole = context.source.attribute("num_value_int_only") == "1"
    if not whole:
        context.where.once("decimals", limit=DECIMALS)
    limits = Limits(decimals=0 if whole else DECIMALS)
    slider = context.source.attribute("slider_layout") == "1"
    low, high = ("slider_min", "slider_max") if slider else ("min_num_value_n", "max_num_value_n")
    return _between(context, limits, low, high)


def cell_limits(context: Context) -> Limits:
    """The bounds of each number in a table of numbers."""
    return _between(context, Limits(), "multiflexible_min", "multiflexible_max")


def _between(context: Context, limits: Limits, low: str, high: str) -> Limits:
    least, most = _bound(context, low), _bound(context, high)
    if least is not None and most is not None and least > most:
        context.where.remark("constraint", value=f"{low} {shortest(least)}, {high} {shortest(most)}")
        return limits
    return replace(
        limits,
        minimum=None if least is None else shortest(least),
        maximum=None if most is None else shortest(most),
    )


def _bound(context: Context, name: str) -> Decimal | None:
    value = clean(context.source.attribute(name), multiline=False)
    number = decimal_of(value)
    if value and number is None:
        context.where.remark("constraint", value=excerpt(value))
    return number


def choice_limits(context: Context, options: int) -> Limits:
    """How many options may be chosen."""
    least, most = _count(context, "min_answers"), _count(context, "max_answers")
    if least > options or (most and least > most):
        context.where.remark("constraint", value=f"min_answers {least}, max_answers {most}")
        return Limits()
    return Limits(at_least=least or None, at_most=most if 0 < most < options else None)


def ranking_limits(context: Context, options: int) -> Limits:
    """How many places there are to give. That all of them must be given cannot be asked for."""
    if least := _count(context, "min_answers"):
        context.where.remark("constraint", value=f"min_answers {least}")
    most = _count(context, "max_answers")
    return Limits(places=most if 0 < most < options else None)


def text_limits(context: Context) -> Limits:
    """The longest text."""
    longest = _count(context, "maximum_chars")
    return Limits(length=min(longest, LONGEST_ANSWER)) if longest > 0 else Limits()


def _count(context: Context, name: str) -> int:
    value = clean(context.source.attribute(name), multiline=False)
    number = number_of(value)
    if value and (number < 0 or str(number) != value):
        context.where.remark("constraint", value=excerpt(value))
        return 0
    return number
