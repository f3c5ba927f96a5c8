"""Write the site as plain Markdown, from which another engine can build it.

    python scripts/stage.py            into .build/staged/
    python scripts/stage.py FOLDER
    python scripts/stage.py --build    and build FOLDER/site/ from it, with Zensical

The folder has the pages of each language (`ar/`, `en/`), with everything that they show written
out, and the settings of a site for each (`ar.yml`, `en.yml`): docs-dev/engine.md says what for.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from console import use_utf8
from explainer.outputs import outputs
from explainer.problems import Problem, UserError
from explainer.project import open_project
from explainer.staging import staged, style

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ".build/staged"
ASSETS = "docs/assets"
# An engine writes its own list of pages.
_WRITTEN_BY_ENGINES = {"sitemap.xml"}


def main() -> int:
    """Run the command line; return its exit code."""
    use_utf8()
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / FOLDER)
    parser.add_argument("--build", action="store_true", help="build it with Zensical")
    options = parser.parse_args()
    try:
        configs = stage(ROOT, options.folder)
        print(f"{options.folder} has the pages and the settings of {len(configs)} languages.")
        if options.build:
            build(configs)
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def build(configs: Iterable[Path]) -> None:
    """Build the sites of some settings with Zensical, which has to be installed.

    In this order: the first language is at the root of the site, and its build empties that.
    Raises UserError when a link leads nowhere or anything else is wrong.
    """
    for config in configs:
        command = [sys.executable, "-m", "zensical", "build", "--strict", "--config-file"]
        done = subprocess.run([*command, str(config)], check=False)  # noqa: S603 (our own words)
        if done.returncode:
            message = "found faults that are named above, expected none"
            raise UserError([Problem(config.name, 0, message)])


def stage(root: Path, folder: Path, *, site_url: str | None = None) -> list[Path]:
    """Write the project of a folder into another; return the settings, in the order to build.

    What an earlier run wrote is replaced. Raises UserError, and changes nothing then.
    """
    project = open_project(root, site_url)
    files = staged(project, root)
    locales = list(project.catalog.locales)
    configs = [folder / f"{locale}.yml" for locale in locales]
    if folder.exists() and any(folder.iterdir()) and not configs[0].exists():
        message = "found other files, expected an empty folder or what an earlier run wrote"
        raise UserError([Problem(str(folder), 0, message)])
    for name, text in outputs(project, root).items():
        if name not in _WRITTEN_BY_ENGINES:
            files[_place(name, locales)] = text
    for locale in locales:
        files |= {f"{locale}/{name}": text for name, text in style(root / ASSETS).items()}
        shutil.rmtree(folder / locale, ignore_errors=True)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return configs


def _place(name: str, locales: list[str]) -> str:
    """Return where a file of the site stands among the pages: each language has its own folder."""
    first, *others = locales
    return name if name.split("/", maxsplit=1)[0] in others else f"{first}/{name}"


if __name__ == "__main__":
    sys.exit(main())
