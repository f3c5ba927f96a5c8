"""The search beside the stock theme's on the same pages: `make bench`.

Builds the stock theme with its own search (lunr) from the text of our built pages, types every
query of tests/search/queries.yml into both in a browser, and prints the share that is found among
the first three pages, by kind of variation.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lxml import html as lxml_html
from playwright.sync_api import Browser, Page, Response

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]

from browser import PHONE, launch, open_page, serve
from queries import ROOTS, is_found, is_refused, load_queries
from support import asset

CONFIG = """site_name: Stock
site_url: https://example.org/stock/
theme: {name: material, font: false}
plugins:
  - search
  - i18n:
      docs_structure: folder
      languages:
        - {locale: ar, default: true, name: Arabic, build: true}
        - {locale: en, name: English, build: true}
markdown_extensions: [attr_list]
"""
# Types a query into the open dialog and gives the milliseconds until its results stand there.
TYPED = """async (query) => {
  const input = document.querySelector("dialog.search input");
  const list = document.querySelector(".search-results");
  const changed = new Promise((done) =>
    new MutationObserver((_, watch) => { watch.disconnect(); requestAnimationFrame(done); })
      .observe(list, { childList: true }));
  const start = performance.now();
  input.value = query;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await changed;
  return performance.now() - start;
}"""
# Waits until the list of results is that of the query, which the theme shows when it is ready.
LISTED = """async (query) => {
  const meta = document.querySelector(".md-search-result__meta");
  const input = document.querySelector(".md-search__input");
  const before = meta.textContent;
  const changed = new Promise((done) => {
    new MutationObserver((_, watch) => { watch.disconnect(); done(); })
      .observe(meta, { childList: true, characterData: true, subtree: true });
    setTimeout(done, 900);
  });
  document.querySelector("#__search").checked = true;
  input.focus();
  input.value = query;
  input.dispatchEvent(new Event("keyup", { bubbles: true }));
  await changed;
  await new Promise((done) => setTimeout(done, 60));
  return [...document.querySelectorAll(".md-search-result__item")].map((item) =>
    [...item.querySelectorAll("a")].slice(0, 3).map((link) => link.href));
}"""
Ask = Callable[[str], list[list[str]]]


def main() -> None:
    """Print the table."""
    from build import build

    queries = load_queries()
    with tempfile.TemporaryDirectory() as folder, launch() as browser:
        work = Path(folder)
        build(ROOT, work / "site")
        build_stock(work / "site", work / "stock")
        ours, stock = (_run(browser, work / name, ask, queries) for name, ask in SEARCHES.items())
        print_speed(browser, work / "site")
    print("search: queries whose answer is among the first three pages")
    print(f"  {'':30} {'this site':>12} {'stock theme':>12}")
    for key, own in ours.items():
        other = stock[key]
        shown = [f"{sum(hits)}/{len(hits)}" for hits in (own, other)]
        print(f"  {' '.join(key):30} {shown[0]:>12} {shown[1]:>12}")


def print_speed(browser: Browser, site: Path) -> None:
    """Print how soon results stand there after typing, on a phone four times slower than this."""
    print("search: from typing to results, on a phone (CPU slowed down four times)")
    with serve(site, "/bench/") as base:
        for language, query in (("ar", "العفو الملكي"), ("en", "royal pardon")):
            with open_page(browser, base, [], language=language, viewport=PHONE) as page:
                fetched: list[int] = []
                page.on("response", _adds_size_to(fetched))
                page.goto(f"./{ROOTS[language]}")
                page.context.new_cdp_session(page).send(
                    "Emulation.setCPUThrottlingRate", {"rate": 4}
                )
                fetched.clear()
                page.locator(".search-link").click()
                page.get_by_role("searchbox").fill(query)
                page.locator(".search-results > li").first.wait_for()
                first = sum(fetched)
                times = sorted(page.evaluate(TYPED, query[:-cut]) for cut in range(1, 6))
                shown = (
                    f"{times[2]:.0f} ms (most {times[-1]:.0f}); first search {first / 1000:.0f} kB"
                )
                print(f"  {language:4} {shown}")


def _adds_size_to(sizes: list[int]) -> Callable[[Response], None]:
    def add(response: Response) -> None:
        sizes.append(int(response.headers.get("content-length", 0)))

    return add


def build_stock(site: Path, folder: Path) -> None:
    """Build the stock theme from the text of the built pages, in `folder`."""
    from build import run_mkdocs

    source = folder.with_name("stock-source")
    for language, root in ROOTS.items():
        for path in sorted((site / root).rglob("index.html")):
            name = path.parent.relative_to(site / root).as_posix()
            if language == "ar" and name.partition("/")[0] == "en":
                continue
            page = source / "docs" / language / ("index.md" if name == "." else f"{name}.md")
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(_as_markdown(path), encoding="utf-8")
    (source / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    run_mkdocs(source, folder)


def _as_markdown(path: Path) -> str:
    """Return the headings of a built page as Markdown and the text below each in one line."""
    article: Any = lxml_html.document_fromstring(path.read_text("utf-8")).find(".//article")
    for unread in article.xpath(".//*[@class='contents-place' or @class='page-foot'] | .//svg"):
        unread.drop_tree()
    lines: list[str] = []
    for element in article.iter():
        if element.tag in ("h1", "h2", "h3"):
            words = element.text_content().replace("¶", "").strip()
            lines.append(f"\n{'#' * int(element.tag[1])} {words} {{#{element.get('id', 'x')}}}\n")
        elif element.tag in ("p", "li", "td", "th", "dt", "dd") and not element.xpath(
            ".//p | .//li"
        ):
            lines.append(f"\n{' '.join(element.text_content().split())}\n")
    return "".join(lines)


@contextmanager
def _ask_ours(page: Page, site: Path) -> Iterator[Ask]:
    script = (ROOT / "tests/browser/search.js").read_text(encoding="utf-8")
    page.evaluate(script, asset(site, "search/find.js"))
    yield lambda query: list(page.evaluate("query => ask(query)", query))


@contextmanager
def _ask_stock(page: Page, _site: Path) -> Iterator[Ask]:
    base = page.url.removesuffix("en/")
    page.evaluate(LISTED, "first")  # fetches the index

    def ask(query: str) -> list[list[str]]:
        found = page.evaluate(LISTED, query)
        return [[link.partition("?")[0].removeprefix(base) for link in item] for item in found]

    yield ask


SEARCHES = {"site": _ask_ours, "stock": _ask_stock}


def _run(browser: Browser, site: Path, search: Any, queries: Any) -> dict[tuple[str, ...], Any]:
    found: dict[tuple[str, ...], list[bool]] = {}
    with serve(site, "/bench/") as base:
        for language, root in ROOTS.items():
            with open_page(browser, base, [], language=language) as page:
                page.goto(f"./{root}")
                with search(page, site) as ask:
                    for entry in queries[language]:
                        hit = is_found(entry, ask(entry["query"]), language)
                        found.setdefault((language, entry["kind"]), []).append(hit)
                        found.setdefault((language, "all"), []).append(hit)
                    for entry in queries["nothing"]:
                        if entry["language"] == language:
                            right = is_refused(entry, ask(entry["query"]))
                            found.setdefault((language, "nothing or not there"), []).append(right)
    return dict(sorted(found.items()))


if __name__ == "__main__":
    main()
