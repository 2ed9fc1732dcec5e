"""Work that every application of a test run would do again: done by the first, taken over by the next."""

import os
from collections.abc import Callable
from gettext import GNUTranslations
from typing import IO, Any, ClassVar

from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule

PARSED = ("_catalog", "_info", "_charset", "plural")


class CompiledOnce(BytecodeCache):
    """Templates compiled by one test are there for the next: most of a page's first fetch is compiling."""

    compiled: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.compiled:
            bucket.bytecode_from_string(self.compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.compiled[bucket.key] = bucket.bytecode_to_string()


def compile_addresses_once() -> None:
    """The functions that build addresses are compiled once for each rule; those with defaults each time."""
    compile_builder = Rule._compile_builder
    built: dict[tuple[Any, ...], Callable[..., tuple[str, str]]] = {}

    def once(self: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        if self.defaults:
            return compile_builder(self, append_unknown)
        key = (self.rule, tuple(self._trace), append_unknown)
        if key not in built:
            built[key] = compile_builder(self, append_unknown)
        return built[key]

    Rule._compile_builder = once  # type: ignore[method-assign]


def parse_catalogues_once() -> None:
    """A compiled catalogue is parsed once for as long as its file is the same."""
    parse = GNUTranslations._parse  # type: ignore[attr-defined]
    parsed: dict[tuple[str, int], dict[str, Any]] = {}

    def once(self: GNUTranslations, file: IO[bytes]) -> None:
        key = (file.name, os.fstat(file.fileno()).st_mtime_ns)
        if key not in parsed:
            parse(self, file)
            parsed[key] = {name: getattr(self, name) for name in PARSED}
        vars(self).update(parsed[key])

    GNUTranslations._parse = once  # type: ignore[attr-defined]
