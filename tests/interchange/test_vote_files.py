"""Votes in the field's own formats: real files are read, wrong ones refused with the line."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from preflibtools.instances import OrdinalInstance

from webapp.cli import commands
from webapp.interchange.pabulib import read_pabulib
from webapp.interchange.preflib import read_preflib, write_preflib
from webapp.interchange.vote_files import Rankings, VoteFileRefused

REAL = (Path(__file__).parent.parent / "data" / "Netherlands_Assen_2024.pb").read_bytes()
ASSEN = REAL.replace(b"\r\n", b"\n")
DAY = date(2026, 5, 12)
ORDERS = """# FILE NAME: parks.{kind}
# TITLE: Parks
# DATA TYPE: {kind}
# NUMBER ALTERNATIVES: 3
# NUMBER VOTERS: {voters}
# NUMBER UNIQUE ORDERS: {unique}
# ALTERNATIVE NAME 1: Swings
# ALTERNATIVE NAME 2: Ball
# ALTERNATIVE NAME 3: Play
"""


def preflib(kind: str, *votes: str, voters: int | None = None) -> bytes:
    people = sum(int(vote.split(":")[0]) for vote in votes) if voters is None else voters
    return (ORDERS.format(kind=kind, voters=people, unique=len(votes)) + "\n".join(votes)).encode()


def refused(read, content: bytes) -> list[str]:
    with pytest.raises(VoteFileRefused) as caught:
        read(content)
    return [str(fault) for fault in caught.value.faults]


def test_a_real_budget_vote_is_read_whole() -> None:
    vote = read_pabulib(REAL)
    assert vote == read_pabulib(ASSEN)
    assert (vote.title, vote.budget, len(vote.costs)) == ("Assen Top Idee", 100_000, 14)
    assert sum(vote.ballots.values()) == 84
    assert (vote.costs["3"], vote.names["3"]) == (7200, "PopUp Podium")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (b"META\n", b"META DATA\n", "Line 1: The sections must be META, PROJECTS, VOTES, in this order."),
        (b"PROJECTS\n", b"", "Line 1: The sections must be META, PROJECTS, VOTES, in this order."),
        (
            b"project_id;cost;",
            b"project;cost;",
            "Line 19: PROJECTS must have the columns project_id and cost.",
        ),
        (b"voter_id;vote\n", b"voter;vote\n", "Line 35: VOTES must have the columns voter_id and vote."),
        (b"budget;100000", b"budget;lots", "Line 9: The budget must be an amount of 0 or more."),
        (b"budget;100000\n", b"", "META must say budget."),
        (b"vote_type;approval", b"vote_type;ordinal", "Line 10: Only votes of the types approval,"),
        (b"3;7200;", b"3;-7200;", "Line 20: The cost must be an amount of more than 0."),
        (b"3;7200;", b"3;0;", "Line 20: The cost must be an amount of more than 0."),
        (b"9;21000;", b"3;21000;", "Line 21: A project needs an id of its own."),
        (b";1,2,6,9,13", b";1,2,6,9,99", "Line 36: There is no project '99'."),
        (b";1,2,6,9,13", b";1,2,6,9,9", "Line 36: A project stands twice in the same vote."),
        (b"num_votes;84", b"num_votes;85", "Line 8: num_votes is 85, but the file holds 84."),
        (b"num_projects;14", b"num_projects;3", "Line 7: num_projects is 3, but the file holds 14."),
        (b"PopUp", b"Pop\xffUp", "Line 20: This is not text in UTF-8."),
    ],
)
def test_a_wrong_budget_file_is_refused_with_the_line(old, new, fault) -> None:
    assert old in ASSEN
    assert refused(read_pabulib, ASSEN.replace(old, new, 1))[0].startswith(fault)


@pytest.mark.parametrize("content", [b"", b"\n", b"META", b"\0", ASSEN[:400], b"PK\x03\x04", b"<html>"])
def test_what_is_no_budget_file_is_refused(content) -> None:
    assert refused(read_pabulib, content)


def test_several_faults_are_told_together() -> None:
    content = ASSEN.replace(b"3;7200;", b"3;x;").replace(b";1,2,6,9,13", b";1,77")
    assert [fault.split(":")[0] for fault in refused(read_pabulib, content)] == ["Line 20", "Line 36"]


@pytest.mark.parametrize(
    ("kind", "vote", "order"),
    [
        ("soc", "2: 3,1,2", ((3,), (1,), (2,))),
        ("soi", "2: 3", ((3,),)),
        ("toc", "2: 3,{1,2}", ((3,), (1, 2))),
        ("toi", "2: {1, 2}", ((1, 2),)),
    ],
)
def test_each_type_of_preflib_is_read(kind, vote, order) -> None:
    found = read_preflib(preflib(kind, vote))
    assert found == Rankings("Parks", ("Swings", "Ball", "Play"), ((order, 2),))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (preflib("wmd", "1: 1,2,3"), "Line 3: The data type must be one of soc, soi, toc, toi."),
        (b"3\n1,Swings\n", "Line 1: The data type must be one of"),
        (preflib("soc", "1: 1,2"), "Line 10: In a file of type soc every order names every alternative."),
        (preflib("soi", "1: {1,2}"), "Line 10: There are no shared places in a file of type soi."),
        (preflib("soi", "1: 1,1"), "Line 10: An alternative stands twice in the same order."),
        (preflib("soi", "1: 4"), "Line 10: An order names alternatives from 1 to 3."),
        (preflib("soi", "1: 1,x"), "Line 10: An order is alternatives' numbers with commas between them."),
        (preflib("toi", "1: {1,2"), "Line 10: The braces of a shared place do not match."),
        (preflib("soi", "0: 1"), "Line 10: A vote is written as how many, a colon, and an order"),
        (preflib("soi", "1: "), "Line 10: An order names alternatives from 1 to 3."),
        (preflib("soi", "2: 1", voters=3), "Line 5: “NUMBER VOTERS” is 3, but the file holds 2."),
        (
            preflib("soc", "1: 1,2,3").replace(b"# ALTERNATIVE NAME 2: Ball\n", b""),
            "Alternative 2 has no name.",
        ),
        (
            preflib("soc").replace(b"ALTERNATIVES: 3", b"ALTERNATIVES: x"),
            "Line 4: “NUMBER ALT",
        ),
        (preflib("soc").replace(b"ALTERNATIVES: 3", b"ALTERNATIVES: 9999"), "Line 4: There can be 2 to 500"),
    ],
)
def test_a_wrong_preflib_file_is_refused_with_the_line(content, fault) -> None:
    assert refused(read_preflib, content)[0].startswith(fault)


orders = st.lists(st.integers(1, 4), unique=True, min_size=1, max_size=4).map(
    lambda order: tuple((option,) for option in order)
)
names = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=20).filter(
    str.strip
)


@settings(deadline=None)
@given(st.lists(orders, min_size=1, max_size=30), st.lists(names, min_size=4, max_size=4))
def test_what_is_written_is_read_back(given_orders, options) -> None:
    written = write_preflib("f", "T", options, Counter(given_orders), DAY)
    found = read_preflib(written)
    assert Counter(dict(found.orders)) == Counter(given_orders)
    assert len(found.options) == 4


@settings(deadline=None, max_examples=30)
@given(st.lists(orders, min_size=1, max_size=30))
def test_what_is_written_is_read_by_preflibtools(given_orders) -> None:
    theirs = OrdinalInstance()
    written = write_preflib("f", "T", ["A", "B", "C", "D"], Counter(given_orders), DAY)
    theirs.parse_str(written.decode(), "soi")
    assert theirs.multiplicity == dict(Counter(given_orders))
    assert list(theirs.alternatives_name.values()) == ["A", "B", "C", "D"]


def counted(tmp_path, name: str, content: bytes):
    file = tmp_path / name
    file.write_bytes(content)
    return CliRunner().invoke(commands, ["count-votes", str(file)])


def test_the_command_counts_orders_by_every_measure(tmp_path) -> None:
    votes = preflib("soc", "5: 1,2,3", "3: 3,2,1", "2: 2,3,1")
    said = counted(tmp_path, "parks.soc", votes).output
    assert said.startswith("Parks: 10 votes, 3 options\n")
    assert "  1. Ball: 22\n  2. Swings: 20\n  3. Play: 18\n" in said
    assert "  1. Ball: 1.80 (9/5)\n" in said
    assert "  1 (shared). Ball: 1\n" in said
    assert "There is a tie at the top. First place is shared by Swings, Ball, Play." in said


def test_the_command_says_who_beats_every_other_and_what_goes_round(tmp_path) -> None:
    ring = preflib("toi", "1: 1,2", "1: 2,3", "1: 3,1")
    said = counted(tmp_path, "ring.toi", ring).output
    assert "It goes round: Swings beats Ball; Ball beats Play; Play beats Swings." in said
    assert (
        "Swings beats every other option."
        in counted(tmp_path, "one.toc", preflib("toc", "1: 1,{2,3}")).output
    )


def test_shared_places_in_the_middle_have_a_mean_place_and_pairs_alone(tmp_path) -> None:
    said = counted(tmp_path, "a.toi", preflib("toi", "2: {1,2},3")).output
    assert "  1 (shared). Swings: 1.50 (3/2)\n" in said
    assert "Borda" not in said


def test_the_command_counts_a_real_budget_by_every_rule(tmp_path) -> None:
    said = counted(tmp_path, "assen.pb", ASSEN).output
    rules = re.split(r"\n\n", said)
    assert rules[0] == "Assen Top Idee: 84 votes, 14 projects, 100000"
    assert rules[1].splitlines()[1] == "  3. PopUp Podium: 43 supporters, 7200"
    assert rules[3].endswith(
        "in: LGBTQ+ bijeenkomsten, Snelheidsregeling, Uitdelen Korans; out: Crossbaan in Peelo"
    )


def test_a_tie_that_decides_is_told(tmp_path) -> None:
    content = b"""META
key;value
num_projects;2
num_votes;2
budget;10
vote_type;approval
PROJECTS
project_id;cost;name
a;6;Dear
b;5;Cheap
VOTES
voter_id;vote
1;a
2;b
"""
    assert "  A tie decided: Cheap, Dear" in counted(tmp_path, "tie.pb", content).output


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.pb", ASSEN.replace(b"META", b"META;", 1), "Line 1: The sections must be"),
        ("a.soc", b"\xff", "Line 1: This is not text in UTF-8."),
        ("a.csv", b"", "The file's name must end in one of .pb, .soc, .soi, .toc, .toi."),
    ],
)
def test_the_command_says_what_is_wrong_and_counts_nothing(tmp_path, name, content, fault) -> None:
    found = counted(tmp_path, name, content)
    assert found.exit_code == 1
    assert found.output.startswith(f"Error: {fault}")
