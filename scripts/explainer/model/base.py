"""The types that every record is made of: text per locale, ids, dates, numbers."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, ClassVar
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    PrivateAttr,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic.fields import FieldInfo

from explainer.dates import EXPECTED as EXPECTED_DATE
from explainer.dates import Date
from explainer.hidden import refused

INTEGER = re.compile(r"-?(0|[1-9][0-9]*)", re.ASCII)
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", re.ASCII)
IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_MAX_DIGITS = 15
# Longer words fit no screen; the longest word of the dictionaries has half as many letters.
_MAX_WORD = 100
_MAX_ADDRESS = 2000
# A spreadsheet works out a cell that starts so; where `;` parts cells, one starts after it too.
_FORMULA = re.compile("(?:^|;)[-=+@－＝＋＠]")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`{}|\\^]+")
# No name before it (`https://good.example@evil.example/`), and no brackets: hosts that pages have.
_HOST = re.compile(r"[^@:\[\]]+(:[0-9]+)?")


class ExpectedError(ValueError):
    """What a field holds instead; the loader adds what was found."""


def _line(value: object) -> str:
    """Return a text on one line, of characters that are seen."""
    if not isinstance(value, str):
        raise ExpectedError("text")
    text = value.strip(" \n")
    if not text.strip():
        raise ExpectedError("some text")
    if "\n" in text:
        raise ExpectedError("text without line breaks")
    if character := refused(text):
        raise ExpectedError(f"text without the character {character}")
    return text.strip()


def _text(value: object) -> str:
    text = _line(value)
    longest = max(map(len, text.split(" ")))
    if longest > _MAX_WORD:
        raise ExpectedError(f"words of at most {_MAX_WORD} letters, not one of {longest}")
    if _FORMULA.search(text):
        raise ExpectedError("text without = + - @ at its start or after ; (a formula in tables)")
    if "{{" in text or "{%" in text:
        raise ExpectedError("text without {{ and {%, which only pages hold")
    return text


def _plain(value: object) -> str | None:
    """Return an unquoted scalar; None for anything else (quoted text is text, not a number)."""
    return str(value) if isinstance(value, str) and getattr(value, "plain", True) else None


def _integer(value: object) -> object:
    if isinstance(value, int):
        return value
    text = _plain(value)
    if text is None or not INTEGER.fullmatch(text) or len(text) > _MAX_DIGITS:
        raise ExpectedError("a whole number such as 217, without quotes or spaces")
    return int(text)


def _count(value: int) -> int:
    if value < 0:
        raise ExpectedError("a number of 0 or more")
    return value


def _decimal(value: object) -> object:
    if isinstance(value, Decimal):
        return value
    text = _plain(value)
    if text is None or not _DECIMAL.fullmatch(text) or len(text) > _MAX_DIGITS:
        raise ExpectedError("a number such as 217 or 66.79, without quotes or spaces")
    return Decimal(text)


def _boolean(value: object) -> object:
    if isinstance(value, bool):
        return value
    text = _plain(value)
    if text not in ("true", "false"):
        raise ExpectedError("true or false")
    return text == "true"


def _date(value: object) -> object:
    if isinstance(value, Date):
        return value
    if not isinstance(value, str):
        raise ExpectedError(EXPECTED_DATE)
    try:
        return Date.parse(str(value))
    except ValueError as error:
        raise ExpectedError(str(error)) from None


def _identifier(value: str) -> str:
    if not IDENTIFIER.fullmatch(value):
        raise ExpectedError("an id of lower-case letters, digits and single hyphens")
    return value


def _code(value: str) -> str:
    if not re.fullmatch("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        raise ExpectedError("the code of a language such as ar, en or fr")
    return value


def _localised(value: object, info: ValidationInfo) -> object:
    if not isinstance(value, dict):
        raise ExpectedError("one text per language, each on a line of its own")
    locales = (info.context or {}).get("locales", tuple(value))
    unknown = [key for key in value if key not in locales]
    if unknown:
        raise ExpectedError(f"only the languages {', '.join(locales)}")
    missing = [locale for locale in locales if locale not in value]
    if missing:
        raise ExpectedError(f"a text for {', '.join(missing)} as well")
    return value


def _by_language(value: object, info: ValidationInfo) -> object:
    if not isinstance(value, dict):
        raise ExpectedError("one list of words per language")
    locales = (info.context or {}).get("locales", tuple(value))
    if any(key not in locales for key in value):
        raise ExpectedError(f"only the languages {', '.join(locales)}")
    return value


def _address(value: str) -> str:
    if not _ADDRESS.fullmatch(value):
        raise ExpectedError("an address that starts with https:// or http:// and has no spaces")
    try:
        host = urlsplit(value).netloc
    except ValueError:  # brackets, or a host that turns into another under compatibility
        host = ""
    if not _HOST.fullmatch(host):
        raise ExpectedError("an address with the name of a host alone after //")
    if len(value) > _MAX_ADDRESS:
        raise ExpectedError(f"an address of at most {_MAX_ADDRESS} letters, not of {len(value)}")
    return value


Str = Annotated[str, BeforeValidator(_text)]
Int = Annotated[int, BeforeValidator(_integer)]
Count = Annotated[Int, AfterValidator(_count)]
Number = Annotated[Decimal, BeforeValidator(_decimal)]
Bool = Annotated[bool, BeforeValidator(_boolean)]
Id = Annotated[Str, AfterValidator(_identifier)]
Code = Annotated[Str, AfterValidator(_code)]
Url = Annotated[str, BeforeValidator(_line), AfterValidator(_address)]
Text = Annotated[dict[str, Str], BeforeValidator(_localised)]
Words = Annotated[dict[str, tuple[Str, ...]], BeforeValidator(_by_language)]
EdtfDate = Annotated[
    Date,
    BeforeValidator(_date),
    PlainSerializer(str, return_type=str),
    # Without quotes a year is a number to those who check by the schema.
    WithJsonSchema({"type": ["string", "integer"], "description": EXPECTED_DATE}),
]


def is_address(field: FieldInfo) -> bool:
    """Return whether a field of a record holds the address of a page."""
    return field.annotation in (Url, Url | None) or any(
        isinstance(rule, AfterValidator) and rule.func is _address for rule in field.metadata
    )


class Record(BaseModel):
    """A frozen entry of the data file that knows where it was typed."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, use_attribute_docstrings=True
    )
    references: ClassVar[dict[str, str]] = {}
    """Fields that hold an id (or several) of a section: field name to section name."""
    named_by: ClassVar[tuple[str, ...]] = ()
    """Fields that tell what it is to those who only meet its id."""

    _typed: Any = PrivateAttr(default=None)

    def line_of(self, key: str = "") -> int:
        """Return the line of a key of this record, or that of the record itself (0: not typed)."""
        if self._typed is None:
            return 0
        line: int = self._typed.key_lines.get(key, self._typed.line)
        return line
