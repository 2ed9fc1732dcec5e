"""Profiles on the command line: listed, chosen, and refused in one sentence where they cannot be used."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import days, make_dialogue, make_municipality
from webapp.cli import commands, known_profile
from webapp.config import ROOT, WrongConfiguration
from webapp.models import Dialogue, Municipality, TraceEntry
from webapp.models.database import make_engine
from webapp.profiles import FOLDER, profiles

SECRET_KEY = "x" * 40
OWN = "lindmo.toml"


@pytest.fixture
def environment(database_url, monkeypatch):
    """The environment of a service on an empty database."""
    for name in ("PROFILES", "RADSLAG_PROFILE", "BASE_URL", "SMTP_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SECRET_KEY", SECRET_KEY)
    monkeypatch.setenv("DATABASE_URL", database_url)
    return monkeypatch


def run(*arguments):
    """(exit code, what was said) of a command."""
    result = CliRunner().invoke(commands, arguments)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def started(*arguments, **environ):
    """(exit code, lines) of a command as a process of its own."""
    given = {name: value for name, value in os.environ.items() if name not in {"PROFILES", "DATABASE_URL"}}
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=given | {"SECRET_KEY": SECRET_KEY} | environ,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).strip().splitlines()


def own_profile(folder: Path, name=OWN, **changes) -> Path:
    """A folder with a sixth profile: Tjörn's file, with some words in it exchanged."""
    content = (FOLDER / "tjorn.toml").read_text(encoding="utf-8")
    for old, new in changes.items():
        content = content.replace(old, new)
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(content, encoding="utf-8")
    return folder


def test_profiles_are_listed_with_whose_they_are(environment, tmp_path):
    environment.setenv("PROFILES", str(own_profile(tmp_path / "own")))
    code, said = run("profiles")
    assert code == 0
    for name in ("vanersborg", "tjorn", "kungsbacka", "forshaga", "standard", "lindmo"):
        assert name in said
    assert "Vänersborgs kommun: Policy för invånardialog i Vänersborgs kommun" in said


def test_what_is_wrong_with_each_file_is_told(environment, tmp_path):
    folder = own_profile(tmp_path / "own", margin_weeks="margin_weekz")
    (folder / "empty.toml").write_text("")
    (folder / "Nej tack.toml").write_text("")
    environment.setenv("PROFILES", str(folder))
    code, said = run("profiles")
    assert code == 1
    assert "lindmo.toml: planning.margin_weekz: is not a key that is known here" in said
    assert "empty.toml: policy: is missing" in said
    assert "Nej tack.toml: has a name that cannot be used" in said
    assert "3 of the profiles cannot be used" in said
    code, said = run("profiles", str(FOLDER / "tjorn.toml"), str(folder / "empty.toml"))
    assert code == 1
    assert "kungsbacka" not in said


def test_the_municipality_is_set_with_its_policy_and_its_channel_for_complaints(environment, database_url):
    code, said = run(
        *("set-municipality", "--name", "Lindmo", "--profile", "tjorn", "--complaints", "Ring 0500-1")
    )
    assert code == 0, said
    with Session(make_engine(database_url)) as session:
        town = session.scalars(select(Municipality)).one()
        assert (town.name, town.profile_id, town.complaints_address) == ("Lindmo", "tjorn", "Ring 0500-1")
        traced = session.scalars(select(TraceEntry)).one()
        assert (traced.act, traced.staff_id, traced.details["after"]) == ("choose-profile", None, "tjorn")
    assert run("set-municipality", "--name", "Lindmo kommun")[0] == 0
    with Session(make_engine(database_url)) as session:
        town = session.scalars(select(Municipality)).one()
        assert (town.profile_id, town.complaints_address) == ("tjorn", "Ring 0500-1"), "left as they were"


def test_another_policy_on_the_command_line_says_what_becomes_unmet_and_opens_nothing(
    environment, database_url
):
    with Session(make_engine(database_url)) as session:
        make_municipality(session)
        dialogue = make_dialogue(session, "planned", published_on=None, opens_on=days(4))
        dialogue.published_on = days(-1)
        session.commit()
    code, said = run("set-municipality", "--name", "Lindmo", "--profile", "tjorn")
    assert code == 0
    assert "planned: taken back to be planned, now lacks:" in said
    assert "Uppsökande arbete ska övervägas" in said
    with Session(make_engine(database_url)) as session:
        assert session.scalars(select(Dialogue.published_on)).all() == [None]


@pytest.mark.parametrize(
    "arguments",
    [
        ("set-municipality", "--name", "Lindmo", "--profile", "tjörn"),
        ("demo",),
    ],
    ids=["set-municipality", "demo"],
)
def test_a_policy_that_is_not_there_is_refused_and_those_that_are_there_are_named(environment, arguments):
    environment.setenv("RADSLAG_PROFILE", "tjörn")
    with pytest.raises(WrongConfiguration, match="'tjörn'; choose one of forshaga, kungsbacka, standard"):
        run(*arguments)


def test_an_own_policy_can_be_chosen_like_the_others(environment, database_url, tmp_path):
    environment.setenv("PROFILES", str(own_profile(tmp_path / "own")))
    assert run("set-municipality", "--name", "Lindmo", "--profile", "lindmo")[0] == 0
    assert known_profile("lindmo", tmp_path / "own").policy == profiles()["tjorn"].policy


@pytest.mark.parametrize(
    "arguments",
    [
        ("webapp", "serve"),
        ("webapp", "demo"),
        ("webapp", "migrate"),
        (
            "granian",
            "--interface",
            "wsgi",
            "--no-ws",
            "--log-level",
            "error",
            "--port",
            "8499",
            "webapp.wsgi:app",
        ),
    ],
    ids=["serve", "demo", "migrate", "the server itself"],
)
def test_the_service_does_not_start_with_a_profile_that_cannot_be_used(tmp_path, arguments):
    database = {"DATABASE_URL": f"sqlite:///{tmp_path / 'a.sqlite'}"}
    folder = own_profile(tmp_path / "own", consultation_days="consultation_dayz")
    code, lines = started(*arguments, PROFILES=str(folder), **database)
    assert code != 0
    assert not [line for line in lines if "Traceback" in line]
    said = [line for line in lines if "Rådslag cannot start." in line]
    assert len(said) == 1
    assert "lindmo.toml: planning.consultation_dayz: is not a key that is known here" in said[0]
    code, lines = started(*arguments, PROFILES=str(tmp_path / "nowhere"), **database)
    assert code != 0
    assert not [line for line in lines if "Traceback" in line]
    assert [
        line for line in lines if "PROFILES is" in line and "nowhere" in line and "set it to a folder" in line
    ]


def test_the_service_does_not_start_on_a_policy_that_is_gone(tmp_path):
    database = {"DATABASE_URL": f"sqlite:///{tmp_path / 'a.sqlite'}"}
    folder = own_profile(tmp_path / "own")
    chosen = ("webapp", "set-municipality", "--name", "Lindmo", "--profile", "lindmo")
    assert started(*chosen, PROFILES=str(folder), **database)[0] == 0
    code, lines = started("webapp", "serve", **database)
    assert code == 2
    assert lines[-1].startswith("Rådslag cannot start. There is no profile 'lindmo'; choose one of forshaga")


def test_a_demo_of_another_policy_than_the_one_in_the_database_is_refused(environment, database_url):
    with Session(make_engine(database_url)) as session:
        make_municipality(session)
    environment.setenv("RADSLAG_PROFILE", "tjorn")
    with pytest.raises(WrongConfiguration, match="follows 'standard', not 'tjorn'"):
        run("demo")
