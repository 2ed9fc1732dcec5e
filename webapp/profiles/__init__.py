"""The policy profiles that come with the product, and those that a municipality adds: one file each."""

import re
import tomllib
from functools import cache
from pathlib import Path

from webapp.domain.checked_table import WrongProfile
from webapp.domain.policy import PolicyProfile
from webapp.domain.profile_file import read

FOLDER = Path(__file__).parent
STANDARD = "standard"
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
"""What a file can be called, before ``.toml``: it is kept in the database and stands in addresses."""


@cache
def profiles(more: Path | None = None) -> dict[str, PolicyProfile]:
    """Profile id -> profile: the shipped ones and those in the folder `more`.

    Raises:
        WrongProfile: a file cannot be used; the message names the file and the key.
    """
    return {file.stem: load(file) for file in files(more)}


def files(more: Path | None = None) -> list[Path]:
    """Every file with a profile: the shipped ones and those in the folder `more`."""
    return [*sorted(FOLDER.glob("*.toml")), *(sorted(more.glob("*.toml")) if more else ())]


def load(file: Path) -> PolicyProfile:
    """The profile in one file.

    Raises:
        WrongProfile: the file cannot be used.
    """
    if not NAME.fullmatch(file.stem):
        raise WrongProfile(f"{file.name}: has a name that cannot be used; name it such as lindmo.toml")
    try:
        content = tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise WrongProfile(f"{file.name}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongProfile(f"{file.name}: is not TOML: {error}") from error
    return read(content, file.name, file.stem)
