"""The policy profiles that come with the product, and those that a municipality adds: one file each."""

import tomllib
from functools import cache
from pathlib import Path

from webapp.domain.policy import PolicyProfile
from webapp.domain.profile_file import WrongProfile, read

FOLDER = Path(__file__).parent
STANDARD = "standard"


@cache
def profiles(more: Path | None = None) -> dict[str, PolicyProfile]:
    """Profile id -> profile: the shipped ones and those in the folder `more`.

    Raises:
        WrongProfile: a file cannot be used; the message names the file and the key.
    """
    files = [*sorted(FOLDER.glob("*.toml")), *(sorted(more.glob("*.toml")) if more else ())]
    return {file.stem: load(file) for file in files}


def load(file: Path) -> PolicyProfile:
    """The profile in one file.

    Raises:
        WrongProfile: the file cannot be used.
    """
    try:
        content = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongProfile(f"{file.name}: is not TOML: {error}") from error
    return read(content, file.name, file.stem)
