"""`make serve` keeps the last good pages on show, with the mistake on top of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from other import make_other
from serve import Server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(make_other(tmp_path), "127.0.0.1", 8000)
    yield server
    server.server_close()


def shown(server: Server, name: str = "index.html") -> str:
    content = (server.site / name).read_bytes()
    return server._inject_js_into_html(content, 1).decode()


def test_a_bad_edit_keeps_the_last_good_pages(server: Server, tmp_path: Path) -> None:
    server.rebuild()
    good = shown(server)
    assert "livereload(" in good
    assert 'role="alert"' not in good

    path = tmp_path / "docs/data/programme.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("value: 1020", "value: 1204", 1), encoding="utf-8")
    server.rebuild()
    page = shown(server)
    assert 'role="alert"' in page
    assert "value: found 1204 for books, expected at most 1103, the readers" in page
    assert '<data value="1020"' in shown(server)
    assert b'role="alert"' in (server._error_page(404) or b"")

    path.write_text(text, encoding="utf-8")
    server.rebuild()
    assert 'role="alert"' not in shown(server)


def test_addresses_are_those_of_the_server(server: Server) -> None:
    server.rebuild()
    assert "http://127.0.0.1:8000/" in (server.site / "sitemap.xml").read_text(encoding="utf-8")
    assert 'href="/en/"' in (server.site / "404.html").read_text(encoding="utf-8")


def test_mistakes_before_the_first_good_build(server: Server, tmp_path: Path) -> None:
    (tmp_path / "docs/ar/index.md").write_text('{{ figure("x") }}', encoding="utf-8")
    server.rebuild()
    assert b"docs/ar/index.md:1: figure" in (server._error_page(404) or b"")
