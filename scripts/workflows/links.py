"""Addresses → whether they still open, asked politely: one request at a time for each host.

A host that keeps silent, or takes long for many addresses, is left alone before the time is over
that the workflow has: what is then not asked is told as such.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from string import punctuation
from time import monotonic
from typing import Literal
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import Request, urlopen

State = Literal["opens", "gone", "moved", "refused", "fails", "unseen"]
"""`refused` is said to programs more often than to readers: a person has to look. `unseen` was
not asked for, because its host had been given up."""
_GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
# What may be otherwise a little later.
_LATER = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS}
_LONGEST_WAIT = 60.0
_HOSTS_AT_ONCE = 8


@dataclass(frozen=True)
class Answer:
    """What a host said: its status (0 for no answer), the address in the end, the content."""

    status: int
    address: str
    content: bytes = b""
    reason: str = ""
    after: float = 0
    """How many seconds the host asks to wait."""
    asked: bool = True
    """False where the host had been given up before."""


@dataclass(frozen=True)
class Look:
    """What became of an address."""

    address: str
    state: State
    told: str
    """The status or the fault, for a reader who wants to know more."""


@dataclass(frozen=True)
class Manners:
    """How hosts are asked."""

    contact: str
    """Where to find out who asks."""
    pause: float = 2.0
    """Seconds between two requests to one host."""
    tries: int = 3
    timeout: float = 20.0
    longest: int = 2_000_000
    """How many bytes are read of an answer."""
    failures: int = 3
    """How many addresses of a host may fail in a row before it is given up."""
    patience: float = 25 * 60.0
    """How many seconds one host is asked for: its part of the `timeout-minutes` of watch.yml."""


def in_ascii(address: str) -> str:
    """Return an address as it is sent (RFC 3987, 3.1): letters that ASCII lacks are encoded.

    What is encoded already stays, and so do the signs that part an address. Raises ValueError for
    a host that cannot be a name.
    """
    if address.isascii():
        return address
    parts = urlsplit(address)
    # The model takes a host only by itself, perhaps with a port: no name and no brackets.
    host, colon, port = parts.netloc.partition(":")
    place = f"{host.encode('idna').decode('ascii')}{colon}{port}"
    rest = (quote(part, safe=punctuation) for part in parts[2:])
    return urlunsplit((parts.scheme, place, *rest))


def ask(address: str, manners: Manners) -> Answer:
    """Ask for an address once."""
    headers = {"User-Agent": f"moussalaha-watch/1 (+{manners.contact})", "Accept": "*/*"}
    try:
        # The model takes only http and https, and urllib follows no redirect to `file:`.
        request = Request(in_ascii(address), headers=headers)  # noqa: S310 (as said above)
        with urlopen(request, timeout=manners.timeout) as found:  # noqa: S310 (the request above)
            return Answer(found.status, found.url, found.read(manners.longest))
    except HTTPError as error:
        wait = error.headers.get("Retry-After", "")
        after = float(wait) if wait.isdecimal() else 0
        return Answer(error.code, address, reason=str(error.reason), after=after)
    except (OSError, HTTPException, ValueError) as error:
        reason = str(getattr(error, "reason", error)) or type(error).__name__
        return Answer(0, address, reason=" ".join(reason.split())[:200])


def patiently(address: str, manners: Manners) -> Answer:
    """Ask until there is an answer that will not change soon, waiting longer each time."""
    for number in range(1, manners.tries + 1):
        answer = ask(address, manners)
        if number == manners.tries or not _may_change(answer):
            break
        # The host asked for it, or is likely to answer later; once a week nobody waits for this.
        time.sleep(min(max(answer.after, manners.pause * 2**number), _LONGEST_WAIT))
    return answer


def _may_change(answer: Answer) -> bool:
    """Return whether there was no answer, or one that may be otherwise a little later."""
    later = answer.status in _LATER or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return answer.status == 0 or later


def judge(address: str, answer: Answer) -> Look:
    """Return what an answer means for readers."""
    if not answer.asked:
        return Look(address, "unseen", answer.reason)
    told = f"{answer.status} {answer.reason}".strip() if answer.status else answer.reason
    if answer.status in _GONE:
        return Look(address, "gone", told)
    if answer.status == 0 or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Look(address, "fails", told)
    if answer.status >= HTTPStatus.BAD_REQUEST:
        return Look(address, "refused", told)
    if _is_home(answer.address) and not _is_home(address):
        return Look(address, "moved", answer.address)
    return Look(address, "opens", told)


def _is_home(address: str) -> bool:
    """Return whether an address is that of a whole site: where pages that are gone often lead."""
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query


def by_host(addresses: Iterable[str]) -> list[list[str]]:
    """Return addresses in groups that one host answers, each address once."""
    groups: dict[str, list[str]] = defaultdict(list)
    for address in dict.fromkeys(addresses):
        groups[urlsplit(address).netloc.lower().removeprefix("www.")].append(address)
    return list(groups.values())


def each(
    addresses: Iterable[str], manners: Manners, asked: Callable[[str, Manners], Answer] = patiently
) -> dict[str, Answer]:
    """Return the answer to each address; several hosts are asked at once, none twice at once.

    A host is given up after some failures in a row, and once it has taken too long: the answers
    to the rest of its addresses say that nobody asked.
    """

    def in_turn(group: list[str]) -> Iterator[tuple[str, Answer]]:
        failures, began = 0, monotonic()
        for number, address in enumerate(group):
            if failures >= manners.failures or monotonic() - began > manners.patience:
                yield address, Answer(0, address, reason="its host was given up", asked=False)
                continue
            if number:
                # Politeness: no host is asked twice in a row without a rest. Tests replace it.
                time.sleep(manners.pause)
            answer = asked(address, manners)
            failures = failures + 1 if _may_change(answer) else 0
            yield address, answer

    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
        return dict(
            pair
            for pairs in pool.map(lambda group: list(in_turn(group)), by_host(addresses))
            for pair in pairs
        )


def look(addresses: Iterable[str], manners: Manners) -> dict[str, Look]:
    """Return what became of each address."""
    answers = each(addresses, manners)
    return {address: judge(address, answer) for address, answer in answers.items()}
