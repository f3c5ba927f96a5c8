"""What the templates of components are compiled with, and where one of them went wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
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


def place_in(error: BaseException, folder: str) -> tuple[str, int] | None:
    """Return the path and line of the template at which an error arose, below a named folder.

    `folder` is its path in the project, such as `overrides`; the innermost template is meant. Jinja
    rewrites the tracebacks of whole templates, not those of macros that Python calls: their lines
    are those of the compiled code. None where an error arose in no template.
    """
    place, step = None, error.__traceback__
    while step is not None:
        template = step.tb_frame.f_globals.get("__jinja_template__")
        line = template.get_corresponding_lineno(step.tb_lineno) if template else step.tb_lineno
        place = _below(folder, step.tb_frame.f_code.co_filename, line) or place
        step = step.tb_next
    if isinstance(error, TemplateSyntaxError):
        place = _below(folder, error.filename or "", error.lineno) or place
    return place


def _below(folder: str, path: str, line: int) -> tuple[str, int] | None:
    _, found, name = path.replace("\\", "/").rpartition(f"/{folder}/")
    return (f"{folder}/{name}", line) if found else None


def in_words(error: Exception) -> str:
    """Return what an error says; those of Python's own may say no more than what they are."""
    plain = isinstance(error, TypeError | TemplateError)
    return str(error) if plain else f"{type(error).__name__}: {error}"
