"""PNG and .ico with the standard library alone: read a header or a note, pack a screenshot."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {2: 3, 6: 4}
"""Channels by colour type: RGB and RGBA, with eight bits each, are what a browser writes."""


class Header(NamedTuple):
    """What a PNG says of itself first."""

    width: int
    height: int
    depth: int
    colour: int
    compression: int
    filtering: int
    interlace: int


def header(data: bytes) -> Header:
    """Return the header of a PNG. Raises ValueError for anything else, and for a broken PNG."""
    kind, content = next(_chunks(data), (b"", b""))
    if kind != b"IHDR":
        raise ValueError("found no header, expected a PNG")
    return Header(*struct.unpack(">IIBBBBB", content))


def note(data: bytes, keyword: str) -> str:
    """Return the text that `pack` has put into a PNG under a keyword, or ""."""
    start = keyword.encode("latin-1") + b"\0"
    found = (text for kind, text in _chunks(data) if kind == b"tEXt" and text.startswith(start))
    return next(found, start).removeprefix(start).decode("latin-1")


def pack(data: bytes, keyword: str, text: str) -> bytes:
    """Return a PNG with the same pixels and a note in it, and nothing else.

    Browsers pack for speed. Large even areas with a little text take a quarter less room when
    rows are stored unfiltered and packed as tightly as zlib can.
    """
    head = header(data)
    if head.depth != 8 or head.colour not in _CHANNELS or head.interlace:  # noqa: PLR2004
        raise ValueError(f"found {head}, expected what a browser writes")
    packed = b"".join(content for kind, content in _chunks(data) if kind == b"IDAT")
    step = _CHANNELS[head.colour]
    rows = _rows(zlib.decompress(packed), head.width * step, step)
    written = f"{keyword}\0{text}".encode("latin-1")
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", *head)),
        (b"tEXt", written),
        (b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows), 9)),
        (b"IEND", b""),
    )
    return SIGNATURE + b"".join(_chunk(kind, content) for kind, content in parts)


def ico(images: Sequence[bytes]) -> bytes:
    """Return an .ico file that holds square PNGs of up to 255 pixels."""
    place = 6 + 16 * len(images)
    head = struct.pack("<HHH", 0, 1, len(images))
    for image in images:
        size = header(image).width
        head += struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(image), place)
        place += len(image)
    return head + b"".join(images)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + _check(kind, content)


def _check(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(kind + content))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the kind and content of each part; ValueError where a part is cut or damaged."""
    if not data.startswith(SIGNATURE):
        raise ValueError("found another signature, expected that of a PNG")
    place = len(SIGNATURE)
    while place < len(data):
        size = int.from_bytes(data[place : place + 4], "big")
        kind, content = data[place + 4 : place + 8], data[place + 8 : place + 8 + size]
        place += 12 + size
        if data[place - 4 : place] != _check(kind, content):
            raise ValueError(f"found a damaged part {kind!r}, expected its checksum to fit")
        yield kind, content


def _rows(pixels: bytes, width: int, step: int) -> Iterator[bytes]:
    """Yield each row as it looks, with its filter taken off (PNG specification, section 9)."""
    above = bytearray(width)
    for place in range(0, len(pixels), width + 1):
        row = bytearray(pixels[place + 1 : place + 1 + width])
        kind = pixels[place]
        for i in range(width) if kind else ():
            left, corner = (row[i - step], above[i - step]) if i >= step else (0, 0)
            row[i] = (row[i] + _guess(kind, left, above[i], corner)) & 0xFF
        yield bytes(row)
        above = row


def _guess(kind: int, left: int, above: int, corner: int) -> int:
    if kind == 1:
        return left
    if kind == 2:  # noqa: PLR2004
        return above
    if kind == 3:  # noqa: PLR2004
        return (left + above) // 2
    nearest = left + above - corner
    return min(left, above, corner, key=lambda value: abs(nearest - value))
