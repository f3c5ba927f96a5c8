"""The same steps as build.py at each save, with the last good pages kept on show.

    python scripts/serve.py [--port 8000] [--host 127.0.0.1]

A bad edit is told on the terminal and on top of every page; the pages below it are those of the
last good build. Uses MkDocs' live-reload server around our own build.
"""

from __future__ import annotations

import argparse
import logging
import re
import sys
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

sys.path.insert(0, str(Path(__file__).resolve().parent))

from mkdocs.livereload import LiveReloadServer

from build import ROOT, build
from console import use_utf8
from explainer.problems import Problem, UserError

FOLDER = ".serve"
WATCHED = ("docs", "overrides", "mkdocs.yml")


_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')


class Server(LiveReloadServer):
    """Serves a folder, builds it again at each save, and never loses the last good pages."""

    def __init__(self, root: Path, host: str, port: int) -> None:
        """Take the folder of the project; nothing is built or served yet."""
        self.site = root / FOLDER
        super().__init__(self.rebuild, host, port, str(self.site))
        self._project = root
        self._problems: tuple[Problem, ...] = ()
        self._templates = Environment(
            loader=FileSystemLoader(root / "overrides"), autoescape=True, trim_blocks=True
        )
        self.error_handler = self._error_page
        for name in WATCHED:
            self.watch(str(root / name))

    def rebuild(self) -> None:
        """Build; on a mistake keep what is there and remember the mistake for the pages."""
        try:
            build(self._project, self.site, site_url=self.url)
            self._problems = ()
        except UserError as error:
            self._problems = error.problems
            print(error, file=sys.stderr)
            print("Still showing the last good pages.", file=sys.stderr)

    def _alert(self) -> bytes:
        template = self._templates.get_template("serve_error.html")
        return template.render(problems=self._problems).encode() if self._problems else b""

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """Add the live-reload script, and the problems of the last edit on top of the page."""
        # MkDocs leaves some of its methods without types, here and in main.
        # What it adds stands in the page itself, which the policy of the published pages forbids.
        content = _POLICY.sub(b"", content)
        page: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        start = page.find(b">", page.find(b"<body")) + 1
        return page[:start] + self._alert() + page[start:]

    def _error_page(self, code: int) -> bytes | None:
        page = self.site / f"{code}.html"
        content = page.read_bytes() if page.is_file() else b"<!doctype html><body></body>"
        return self._inject_js_into_html(content, self._visible_epoch)


def main() -> int:
    """Run the command line; return its exit code."""
    use_utf8()
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args()
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    server = Server(ROOT, options.host, options.port)
    server.rebuild()
    print(f"\nThe site is at {server.url} (English: {server.url}en/). Stop it with Ctrl+C.\n")
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        print("\nStopped.")
    except OSError as error:
        print(
            f"port {options.port}: {error.strerror}, expected a free one (PORT=…)", file=sys.stderr
        )
        return 1
    finally:
        server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
