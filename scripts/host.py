"""The built site, served on this machine as GitHub Pages serves it.

What this knows of that host: the site is below a path; `/page` is page.html or, when that is a
folder, a way to `/page/`; whatever else is missing is the 404.html at the root of the site; text
travels with gzip and everything is kept for ten minutes.
"""

from __future__ import annotations

import gzip
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from functools import lru_cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

TEXT = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "application/javascript",
    ".json": "application/json",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".yml": "text/yaml",
}
OTHER = {
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".wasm": "application/wasm",
    ".ico": "image/vnd.microsoft.icon",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".gz": "application/gzip",
}
SQUEEZED = {*TEXT, ".xml", ".svg", ".webmanifest", ".wasm", ".ico"}
"""What the host sends with gzip; the others are small already."""


@contextmanager
def serve(site: Path, prefix: str) -> Iterator[str]:
    """Serve a built site below a path such as `/moussalaha/`; give its address on a free port."""
    with _Server(site, prefix) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    def __init__(self, site: Path, prefix: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.site = site.resolve()
        self.prefix = prefix

    def handle_error(self, request: object, client_address: object) -> None:
        """Pass over readers who left in the middle of an answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def find(self, address: str) -> tuple[HTTPStatus, Path | None]:
        """Return the status and the file of an address; a redirection has no file.

        Neither has what lies outside the prefix: that is another site, with its own 404 page.
        """
        if f"{address}/" == self.prefix:
            return HTTPStatus.MOVED_PERMANENTLY, None
        if not address.startswith(self.prefix):
            return HTTPStatus.NOT_FOUND, None
        path = (self.site / unquote(address.removeprefix(self.prefix))).resolve()
        if path.is_relative_to(self.site):
            if address.endswith("/"):
                path /= "index.html"
            elif not path.is_file() and (page := path.with_name(f"{path.name}.html")).is_file():
                path = page
            elif (path / "index.html").is_file():
                return HTTPStatus.MOVED_PERMANENTLY, None
            if path.is_file():
                return HTTPStatus.OK, path
        missing = self.site / "404.html"
        return HTTPStatus.NOT_FOUND, missing if missing.is_file() else None


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body go in two writes; the second must not wait
    server: _Server

    def do_GET(self) -> None:
        address, mark, query = self.path.partition("?")
        status, path = self.server.find(address)
        if path:
            self._send_file(status, path)
            return
        headers = {"Content-Type": "text/plain; charset=utf-8"}
        if status == HTTPStatus.MOVED_PERMANENTLY:
            headers["Location"] = f"http://{self.headers['Host']}{address}/{mark}{query}"
        self._send(status, headers, f"{status.value} {status.phrase}\n".encode())

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Keep the terminal for what matters."""

    def _send_file(self, status: HTTPStatus, path: Path) -> None:
        accepted = {part.split(";")[0].strip() for part in self._asked("Accept-Encoding")}
        squeezed = path.suffix in SQUEEZED and "gzip" in accepted
        time = path.stat().st_mtime_ns
        content = _content(path, time, squeezed)
        tag = f'"{time:x}-{path.stat().st_size:x}"'
        headers = {
            "Content-Type": f"{TEXT[path.suffix]}; charset=utf-8"
            if path.suffix in TEXT
            else OTHER.get(path.suffix, "application/octet-stream"),
            "ETag": f"W/{tag}" if squeezed else tag,
            "Last-Modified": formatdate(time / 1e9, usegmt=True),
            "Cache-Control": "max-age=600",
            "Vary": "Accept-Encoding",
            "Access-Control-Allow-Origin": "*",
        }
        if squeezed:
            headers["Content-Encoding"] = "gzip"
        known = {part.strip().removeprefix("W/") for part in self._asked("If-None-Match")}
        if status == HTTPStatus.OK and tag in known:
            self._send(HTTPStatus.NOT_MODIFIED, headers, b"")
        else:
            self._send(status, headers, content)

    def _asked(self, name: str) -> list[str]:
        return self.headers.get(name, "").split(",")

    def _send(self, status: HTTPStatus, headers: dict[str, str], content: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


@lru_cache(maxsize=256)
def _content(path: Path, time: int, squeezed: bool) -> bytes:
    """Return what is sent of a file as it is at a time: the same pages are asked for often."""
    content = path.read_bytes()
    return gzip.compress(content, mtime=0) if squeezed else content
