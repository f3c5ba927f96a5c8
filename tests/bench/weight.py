"""The weight and the speed of the pages beside the stock theme's on the same text: `make bench`.

Builds the site, and the stock theme from our pages as Markdown; serves both as GitHub Pages does;
opens the pages below in both with an empty cache, on a phone with the processor and the line that
Lighthouse takes. Then opens every page of ours once, runs Lighthouse where there is one, and says
whether the budgets hold. Exit code 1 when one does not. Option: --rounds N (3), of which the best
counts, because what else the machine does only adds.

Bytes are heads and bodies of the answers, with gzip. A browser fetches the icon of the tab and the
manifest out of sight of the tools: they are counted as the page names them, the largest icon of
several. The stock theme goes without its fonts, which it takes from another host.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]

from bench.lighthouse import print_lighthouse
from browser import PHONE, launch, open_page, serve

PREFIX = "/moussalaha/"
ROOTS = {"ar": "", "en": "en/"}
PAGES = {"home": "", "figures": "figures/", "timeline": "timeline/", "sources": "sources/"}
KB = 1024
HOME_BYTES, HOME_REQUESTS, PAGE_BYTES = 40 * KB, 6, 80 * KB
# Lighthouse's phone: a processor four times slower and slow 4G (its `mobileSlow4G`, as it is
# applied to a browser: latency in ms, bytes per second).
CPU = 4
LINE = {
    "offline": False,
    "latency": 150 * 3.75,
    "downloadThroughput": 1638.4 * 0.9 * KB / 8,
    "uploadThroughput": 750 * 0.9 * KB / 8,
}
TYPES = {"html": "HTML", "css": "CSS", "javascript": "JS", "image": "images"}
SIZES = (*TYPES.values(), "other", "total", "requests")
TIMES = ("FCP", "LCP", "CLS", "TBT")
# What a page notes of its first view, from before its own first line.
WATCH = """(() => {
  const seen = { FCP: 0, LCP: 0, CLS: 0, tasks: [] };
  const on = (type, keep) => new PerformanceObserver((list) => list.getEntries().forEach(keep))
    .observe({ type, buffered: true });
  on("paint", (e) => { if (e.name === "first-contentful-paint") seen.FCP = e.startTime; });
  on("largest-contentful-paint", (e) => { seen.LCP = e.startTime; });
  on("layout-shift", (e) => { seen.CLS += e.value; });
  on("longtask", (e) => seen.tasks.push([e.startTime, e.duration]));
  window.firstView = async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    const { tasks, ...times } = seen;
    const late = tasks.map(([start, length]) => start + length - Math.max(start, times.FCP) - 50);
    return { ...times, TBT: late.reduce((sum, each) => sum + Math.max(0, each), 0) };
  };
})();"""
LINKS = "rel => [...document.querySelectorAll(`link[rel~=${rel}]`)].map(link => link.href)"
STOCK = """site_name: {name}
site_url: {address}
theme:
  name: material
  language: {language}
  font: false
plugins:
  - search
"""
View = Mapping[str, float]


def main() -> int:
    """Print the tables and the budgets; return 1 when a budget does not hold."""
    from build import build

    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        ours, stock = Path(folder, "site"), Path(folder, "stock")
        with serve(ours, PREFIX) as base, serve(stock, PREFIX) as stock_base:
            build(ROOT, ours, site_url=base)  # canonical addresses must be those that are served
            build_stock(ours, stock, stock_base)
            faults: list[str] = []
            with launch() as browser:
                rows = {
                    (language, name): (
                        view_often(browser, base, root + page, rounds, faults),
                        view_often(browser, stock_base, root + page, rounds, []),
                    )
                    for language, root in ROOTS.items()
                    for name, page in PAGES.items()
                }
                every = {
                    address: first_view(browser, base, address, faults)
                    for address in addresses(ours)
                }
            print_views(rows)
            print_heaviest(every)
            names = [root + page for root in ROOTS.values() for page in PAGES.values()]
            scored = print_lighthouse(base, names, rounds)
    held = list(budgets({key: pair[0] for key, pair in rows.items()}, every, faults))
    if scored is not None:
        held.append((scored, "Lighthouse 100 in every category on every page above"))
    print("budgets")
    for good, text in held:
        print(f"  {'PASS' if good else 'FAIL'}  {text}")
    return 0 if all(good for good, _ in held) else 1


def build_stock(site: Path, folder: Path, base: str) -> None:
    """Build the stock theme, a site for each language, from the Markdown beside our pages."""
    from build import run_mkdocs

    for language, root in ROOTS.items():
        source = folder.with_name(f"source-{language}")
        for path in (site / root).rglob("index.md"):
            name = path.relative_to(site / root)
            if not root and f"{name.parts[0]}/" in ROOTS.values():
                continue
            page = source / "docs" / name
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_bytes(path.read_bytes())
        config = STOCK.format(name="Stock", address=base + root, language=language)
        (source / "mkdocs.yml").write_text(config, encoding="utf-8")
        run_mkdocs(source, folder / root)


def addresses(site: Path) -> Iterator[str]:
    """Yield the address of every page of a built site, below its root."""
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix().removesuffix("index.html")


def view_often(browser: Browser, base: str, address: str, rounds: int, faults: list[str]) -> View:
    """Return the best of some first views on the slow phone, with the layout shift of the worst."""
    views = [first_view(browser, base, address, faults, slow=True) for _ in range(rounds)]
    best = min(views, key=lambda view: view["LCP"] + view["TBT"])
    return {**best, "CLS": max(view["CLS"] for view in views)}


def first_view(
    browser: Browser, base: str, address: str, faults: list[str], *, slow: bool = False
) -> View:
    """Open a page with an empty cache; return its bytes by type, its requests and its times."""
    language = next(key for key, root in reversed(ROOTS.items()) if address.startswith(root))
    with open_page(browser, base, faults, language=language, viewport=PHONE) as page:
        asked: list[str] = []

        def ask(request: Request) -> None:
            asked.append(request.url)

        page.context.on("request", ask)
        page.add_init_script(WATCH)
        if slow:
            line = page.context.new_cdp_session(page)
            line.send("Emulation.setCPUThrottlingRate", {"rate": CPU})
            line.send("Network.emulateNetworkConditions", LINE)
        page.goto(f"./{address}", wait_until="networkidle", timeout=60_000)
        before = -1
        while before != len(asked):  # workers fetch unseen by "networkidle"
            before = len(asked)
            page.wait_for_timeout(2500 if slow else 100)
        times: dict[str, float] = page.evaluate("firstView()")
        asked += _unseen(page)
    sizes = dict.fromkeys(SIZES, 0.0)
    for kind, size in map(_answer, asked):
        sizes[kind] += size
        sizes["total"] += size
    return {**sizes, "requests": len(asked), **times}


def _unseen(page: Page) -> list[str]:
    """Return the addresses of what a browser fetches for itself: the icon and the manifest."""
    icons = sorted(page.evaluate(LINKS, "icon"), key=lambda url: -_answer(url)[1])
    return [*icons[:1], *page.evaluate(LINKS, "manifest")[:1]]


@cache
def _answer(url: str) -> tuple[str, int]:
    """Return the type of what is at an address, and what it weighs with the head of the answer."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc)
    connection.request("GET", parts.path, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    size = len(response.read()) + len(str(response.headers))
    connection.close()
    content = response.headers.get_content_type()
    return next((name for part, name in TYPES.items() if part in content), "other"), size


def print_views(rows: Mapping[tuple[str, str], tuple[View, View]]) -> None:
    """Print the first views, ours above the stock theme's, and the ratio of both."""
    print("first view: bytes with gzip, requests, times in ms (phone, CPU 4x slower, slow 4G)")
    print(f"  work waiting for this machine's {os.cpu_count()} cores: {os.getloadavg()[0]:.1f}")
    print(f"  {'':19}{''.join(f'{name:>9}' for name in (*SIZES, *TIMES))}")
    for (language, page), (ours, stock) in rows.items():
        for title, view in ((f"{language} {page:9}", ours), ("", stock)):
            shown = (f"{view[key]:9.3f}" if key == "CLS" else f"{view[key]:9,.0f}" for key in view)
            print(f"  {title:12} {'site' if title else 'stock':6}{''.join(shown)}")
        ratios = (f"{ours[key] / stock[key]:9.2f}" if stock[key] else f"{'–':>9}" for key in ours)
        print(f"  {'':12} {'ratio':6}{''.join(ratios)}")


def print_heaviest(every: Mapping[str, View]) -> None:
    """Print the pages that weigh the most of all that the site has."""
    print(f"the heaviest of all {len(every)} pages: bytes with gzip, requests")
    for address, view in sorted(every.items(), key=lambda item: -item[1]["total"])[:6]:
        print(f"  {address or '(home)':24} {view['total']:9,.0f} {view['requests']:4.0f}")


def budgets(
    rows: Mapping[tuple[str, str], View], every: Mapping[str, View], faults: list[str]
) -> Iterator[tuple[bool, str]]:
    """Yield whether each budget holds, and what it is with what was measured."""
    for (language, page), view in rows.items():
        if page == "home":
            size, requests = view["total"], view["requests"]
            yield size <= HOME_BYTES, f"{language} home: {size:,.0f} bytes of {HOME_BYTES:,}"
            yield requests <= HOME_REQUESTS, f"{language} home: {requests:.0f} requests of 6"
    address, most = max(every.items(), key=lambda item: item[1]["total"])
    heaviest = f"{most['total']:,.0f} ({address or 'home'}) of {PAGE_BYTES:,}"
    yield most["total"] <= PAGE_BYTES, f"heaviest page: {heaviest}"
    shift = max(view["CLS"] for view in (*rows.values(), *every.values()))
    yield round(shift, 2) == 0, f"layout shift: {shift:.3f} at most, rounded 0.00 of 0.00"
    blocked = max(view["TBT"] for view in rows.values())
    yield round(blocked) == 0, f"blocking time: {blocked:.0f} ms at most of 0"
    told = "; ".join(dict.fromkeys(faults)) or "none"
    yield not faults, f"errors, missing files, requests to other hosts: {told}"


if __name__ == "__main__":
    sys.exit(main())
