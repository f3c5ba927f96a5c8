"""The icons, the manifests and the social images, drawn from scripts/images/ with a browser.

    python scripts/images.py           draw all of them anew into docs/assets/

The outputs are committed, so that a build needs neither a browser nor fonts. Every PNG notes the
digest of what it was drawn from: a test tells when one is older than its source.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

sys.path.insert(0, str(Path(__file__).resolve().parent))

import png
from console import use_utf8
from explainer.catalog import load
from explainer.problems import Problem, UserError
from explainer.project import DATA, SETTINGS, root_of
from explainer.yaml_reader import read

ROOT = Path(__file__).resolve().parent.parent
ICONS = "docs/assets/icons"
SOCIAL = "docs/assets/social"
NOTE = "Source"
_TEMPLATES = "scripts/images"
_TEXTS = ("site_name", "site_description")
_ROUND = 7
_ICO_SIZES = (16, 32)
_TEAL, _PAPER = "#0b5a63", "#f5f7f9"


@dataclass(frozen=True)
class Picture:
    """A PNG that is to be drawn: its place, its size in pixels and the document to draw."""

    path: str
    width: int
    height: int
    document: str
    transparent: bool = False

    @property
    def digest(self) -> str:
        """Return what the PNG notes: the digest of what it was drawn from."""
        return hashlib.sha256(self.document.encode()).hexdigest()


@dataclass(frozen=True)
class Edition:
    """The site in a language, in the words of the settings."""

    language: str
    direction: str
    root: str
    name: str
    description: str


def editions(root: Path) -> tuple[Edition, ...]:
    """Return the site in each of its languages. Raises UserError when a text is missing."""
    catalog = load(root / DATA, DATA)
    settings: Any = read(root / SETTINGS, SETTINGS)[0]
    plugins = [plugin for plugin in settings["plugins"] if isinstance(plugin, dict)]
    languages = next(plugin["i18n"]["languages"] for plugin in plugins if "i18n" in plugin)
    own = {language["locale"]: language for language in languages}
    found, problems = [], []
    for name, locale in catalog.locales.items():
        texts = {key: (own.get(name, {}).get(key) or settings.get(key)) for key in _TEXTS}
        problems += [
            Problem(SETTINGS, 0, f"{key}: found none for {name}, expected a text for its image")
            for key, text in texts.items()
            if not text
        ]
        place = root_of(catalog, name)
        found.append(Edition(name, locale.direction, place, *map(str, texts.values())))
    if problems:
        raise UserError(problems)
    return tuple(found)


def pictures(root: Path) -> tuple[Picture, ...]:
    """Return every PNG with the document that it is drawn from; those of the .ico have no place."""
    icon = _environment(root).get_template("icon.svg").render

    def square(name: str, size: int, corner: int, margin: int = 0) -> Picture:
        path = f"{ICONS}/{name}" if name else ""
        document = icon(size=size, corner=corner, margin=margin, schemes=False)
        return Picture(path, size, size, document, transparent=bool(corner))

    social = _environment(root).get_template("social.html").render
    return (
        *(square("", size, _ROUND) for size in _ICO_SIZES),
        # Telephones cut corners themselves, and show what is transparent in black.
        square("apple-touch-icon.png", 180, 0),
        square("icon-192.png", 192, _ROUND),
        square("icon-512.png", 512, _ROUND),
        # A mask may leave as little as a disc of four fifths of the width; the mark keeps clear.
        square("icon-maskable-512.png", 512, 0, margin=3),
        *(
            Picture(f"{SOCIAL}/{site.language}.png", 1200, 630, social(vars(site)))
            for site in editions(root)
        ),
    )


def texts(root: Path) -> dict[str, str]:
    """Return the files that need no browser, by place: the favicon and a manifest per language."""
    icon = _environment(root).get_template("icon.svg").render
    found = {f"{ICONS}/favicon.svg": icon(size=None, corner=_ROUND, margin=0, schemes=True)}
    for site in editions(root):
        found[f"{ICONS}/{site.language}.webmanifest"] = _manifest(site)
    return found


def draw(wanted: Sequence[Picture]) -> Iterator[bytes]:
    """Yield the PNG of each picture. Raises UserError when it would not look as it was designed."""
    from browser import launch  # noqa: PLC0415 (to read what is wanted, no browser is needed)

    with launch() as browser:
        for picture in wanted:
            page = browser.new_page(viewport={"width": picture.width, "height": picture.height})
            kind = "image/svg+xml" if picture.document.startswith("<svg") else "text/html"
            content = base64.b64encode(picture.document.encode()).decode()
            page.goto(f"data:{kind};base64,{content}")
            if kind == "text/html":
                _refuse_what_looks_otherwise(page, picture)
            image = page.screenshot(omit_background=picture.transparent)
            yield png.pack(image, NOTE, picture.digest)
            page.close()


def main() -> int:
    """Draw everything, and write it only when all of it is drawn; return the exit code."""
    use_utf8()
    from browser import BrowserError  # noqa: PLC0415

    try:
        wanted = pictures(ROOT)
        drawn = list(draw(wanted))
        files = {path: text.encode() for path, text in texts(ROOT).items()}
    except (UserError, BrowserError) as error:
        print(error, file=sys.stderr)  # noqa: T201 (a command)
        return 1
    pairs = list(zip(wanted, drawn, strict=True))
    files |= {picture.path: image for picture, image in pairs if picture.path}
    files[f"{ICONS}/favicon.ico"] = png.ico([image for picture, image in pairs if not picture.path])
    for path, content in sorted(files.items()):
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_bytes(content)
        print(f"{len(content):>8,} bytes  {path}")  # noqa: T201
    return 0


def _refuse_what_looks_otherwise(page: Any, picture: Picture) -> None:
    """Raise UserError when text is cut or when a font was missing and another took its place."""
    problems = []
    if page.evaluate("document.documentElement.scrollHeight") > picture.height:
        message = "found more text than the image holds, expected a shorter site_description"
        problems.append(Problem(SETTINGS, 0, message))
    protocol = page.context.new_cdp_session(page)
    protocol.send("DOM.enable")
    protocol.send("CSS.enable")
    node = protocol.send("DOM.getDocument")["root"]["nodeId"]
    for tag in ("h1", "p"):
        wanted = page.evaluate(
            "tag => getComputedStyle(document.querySelector(tag)).fontFamily", tag
        )
        place = protocol.send("DOM.querySelector", {"nodeId": node, "selector": tag})["nodeId"]
        used = protocol.send("CSS.getPlatformFontsForNode", {"nodeId": place})["fonts"]
        for name in {font["familyName"] for font in used} - {wanted.strip('"')}:
            message = f"found the font {name} in <{tag}> of {picture.path}, expected {wanted} alone"
            problems.append(Problem(f"{_TEMPLATES}/social.html", 0, message))
    if problems:
        raise UserError(problems)


def _manifest(site: Edition) -> str:
    """Return what a telephone reads when a reader puts the site on its first screen."""
    icons = [
        {"src": name, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for name, size, purpose in (
            ("icon-192.png", 192, "any"),
            ("icon-512.png", 512, "any"),
            ("icon-maskable-512.png", 512, "maskable"),
        )
    ]
    start = f"../../{site.root}"  # from the manifest: it holds wherever the site is published
    manifest = {
        "name": site.name,
        "description": site.description,
        "lang": site.language,
        "dir": site.direction,
        "start_url": start,
        "scope": "../../",
        "display": "browser",
        "theme_color": _TEAL,
        "background_color": _PAPER,
        "icons": icons,
    }
    return json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"


def _environment(root: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(root / _TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=False,
    )


if __name__ == "__main__":
    sys.exit(main())
