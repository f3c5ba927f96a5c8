"""Addresses → whether the Wayback Machine of the Internet Archive holds a copy.

Its interface: https://archive.org/help/wayback_api.php
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from http import HTTPStatus
from urllib.parse import quote

from workflows.links import Answer, Manners, each

_QUESTION = "https://archive.org/wayback/available?url="
_HOSTS = ("web.archive.org", "archive.org")


def copies(addresses: Iterable[str], manners: Manners) -> dict[str, bool | None]:
    """Return for each address whether a copy exists; None where the archive did not say."""
    wanted = {_QUESTION + quote(one, safe=""): one for one in addresses if not _is_copy(one)}
    answers = each(wanted, manners)
    return {wanted[question]: has_copy(answer) for question, answer in answers.items()}


def has_copy(answer: Answer) -> bool | None:
    """Return what the archive's answer says; None where it says nothing."""
    if answer.status != HTTPStatus.OK:
        return None
    try:
        found = json.loads(answer.content)["archived_snapshots"]
        return bool(found and found["closest"]["available"])
    except (ValueError, KeyError, TypeError):
        return None


def _is_copy(address: str) -> bool:
    return address.split("/")[2] in _HOSTS
