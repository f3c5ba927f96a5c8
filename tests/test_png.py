"""A PNG survives its packing pixel by pixel, whatever filters it came with."""

from __future__ import annotations

import struct
import zlib

import pytest

import png

PIXELS = [bytes([*range(10, 22)]), bytes([200, 3, 9] * 4), bytes([*range(60, 0, -5)])]
"""Three rows of four RGB pixels."""


def written(rows: list[bytes], *, depth: int = 8) -> bytes:
    """Return a PNG with these rows as they stand, filter byte included."""
    content = (
        (b"IHDR", struct.pack(">IIBBBBB", 4, len(rows), depth, 2, 0, 0, 0)),
        (b"gAMA", struct.pack(">I", 45455)),
        (b"IDAT", zlib.compress(b"".join(rows))),
        (b"IEND", b""),
    )
    return png.SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in content
    )


def filtered(kind: int) -> list[bytes]:
    """Return the pixels as a writer would filter them, by the words of the specification."""
    rows = []
    for y, row in enumerate(PIXELS):
        above = PIXELS[y - 1] if y else bytes(12)
        line = bytearray([kind])
        for x, value in enumerate(row):
            a = row[x - 3] if x > 2 else 0
            b = above[x]
            c = above[x - 3] if x > 2 else 0
            p = a + b - c
            pa, pb, pc = abs(p - a), abs(p - b), abs(p - c)
            paeth = a if pa <= pb and pa <= pc else b if pb <= pc else c
            line.append((value - (0, a, b, (a + b) // 2, paeth)[kind]) % 256)
        rows.append(bytes(line))
    return rows


@pytest.mark.parametrize("kind", range(5))
def test_packing_keeps_every_pixel(kind: int) -> None:
    packed = png.pack(written(filtered(kind)), "Source", "abc")
    assert packed == png.pack(written([b"\0" + row for row in PIXELS]), "Source", "abc")
    assert zlib.compress(b"".join(b"\0" + row for row in PIXELS), 9) in packed


def test_a_note_is_read_back_and_the_rest_left_out() -> None:
    packed = png.pack(written(filtered(1)), "Source", "abc")
    assert png.note(packed, "Source") == "abc"
    assert png.note(packed, "Author") == ""
    assert png.header(packed) == (4, 3, 8, 2, 0, 0, 0)
    assert b"gAMA" not in packed


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"GIF89a", "found another signature, expected that of a PNG"),
        (png.SIGNATURE, "found no header, expected a PNG"),
        (written(filtered(0))[:30], "found a damaged part b'IHDR', expected its checksum to fit"),
    ],
)
def test_what_is_no_png_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        png.header(data)


def test_what_no_browser_writes_is_refused() -> None:
    with pytest.raises(ValueError, match="expected what a browser writes"):
        png.pack(written(filtered(0), depth=16), "Source", "abc")
