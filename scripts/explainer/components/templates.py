"""What the templates of components are compiled with, and where one of them went wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.bccache import Bucket


class _CompiledOnce(BytecodeCache):
    """Keeps compiled templates in memory: languages, rebuilds and other folders share them."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], Any] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the name of a template; the checksum of its text tells one from another."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _CompiledOnce()


def new_templates(folder: Path) -> Environment:
    """Return an environment for the templates of a folder, without any words or filters of ours."""
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=_COMPILED,
        auto_reload=False,  # a new environment is made whenever a template has changed
    )
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # i18n extension
    return environment


def line_in(error: TemplateError, name: str) -> int:
    """Return the template line at which an error arose, from Jinja's rewritten traceback."""
    line, step = 1, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename.endswith(f"{name}.html"):
            line = step.tb_lineno
        step = step.tb_next
    return line
