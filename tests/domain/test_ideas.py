"""The public log of moderation tells how often and why, and never about one author."""

from datetime import date, timedelta
from random import Random

from webapp.domain.ideas import Act, public_log

FIRST = date(2026, 5, 4)
TODAY = date(2026, 6, 30)


def on(number: int, act: Act, reason: str = "") -> tuple[date, str, str]:
    return FIRST + timedelta(days=number), act.value, reason


def test_days_are_put_together_until_nobody_can_be_pointed_out():
    done = [on(0, Act.DECLINED, "insult"), on(1, Act.DECLINED, "insult"), on(3, Act.DECLINED, "party")]
    lines, waiting = public_log([*done, on(5, Act.PUBLISHED)], TODAY)
    [line] = lines
    assert (line.first, line.last) == (FIRST, FIRST + timedelta(days=3))
    assert line.acts == {"declined": 3}
    assert line.reasons == {"insult": 2, "party": 1}
    assert waiting == 1


def test_a_single_refusal_is_never_a_line_however_many_are_shown():
    lines, waiting = public_log([on(0, Act.DECLINED, "insult"), *[on(0, Act.PUBLISHED)] * 50], TODAY)
    assert (lines, waiting) == ([], 51)


def test_todays_decisions_wait():
    today = (TODAY, Act.PUBLISHED.value, "")
    assert public_log([today] * 9, TODAY) == ([], 9)
    assert public_log([], TODAY) == ([], 0)


def test_a_line_that_has_been_shown_never_changes():
    chance = Random(4)
    done: list[tuple[date, str, str]] = []
    before: list[object] = []
    for number in range(120):
        today = FIRST + timedelta(days=number)
        lines, _waiting = public_log(done, today)
        assert lines[: len(before)] == before
        before = list(lines)
        done += [on(number, chance.choice(list(Act)), "insult") for _ in range(chance.randrange(4))]
    assert len(before) > 3


def test_every_line_holds_enough_of_what_is_about_one_author():
    chance = Random(5)
    done = [on(chance.randrange(50), chance.choice(list(Act)), "insult") for _ in range(200)]
    lines, waiting = public_log(done, TODAY)
    assert sum(sum(line.acts.values()) for line in lines) + waiting == 200
    for line in lines:
        assert all(n >= 3 for act, n in line.acts.items() if act not in {"published", "joined"})
