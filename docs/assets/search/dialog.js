/* The dialog of the search: fetched, with all that it needs, when a reader first opens it. */

import { searcher } from "./find.js";

const SHOWN = 4; // pages at first, and more each time
const PARTS = 3; // of a page
const WORDS = 30; // of an excerpt
const root = new URL("../../", import.meta.url);
const language = document.documentElement.lang;
const at = (path) => new URL(path, root);

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

/* The words around most of the places that were found, the found ones marked. */
const excerpt = (content, places) => {
  const words = content.split(" ");
  const found = new Set(places);
  let start = 0;
  let most = -1;
  for (const place of found) {
    const first = Math.max(0, Math.min(place - 6, words.length - WORDS));
    const held = [...found].filter((other) => other >= first && other < first + WORDS).length;
    if (held > most) [start, most] = [first, held];
  }
  const shown = words.slice(start, start + WORDS).flatMap((word, offset) => [
    found.has(start + offset) ? element("mark", {}, word) : word, " ",
  ]);
  return [...(start ? ["… "] : []), ...shown, ...(start + WORDS < words.length ? ["…"] : [])];
};

const partOf = ({ meta, content, words }) => {
  const link = element("a", { href: at(meta.at) }, element("strong", {}, meta.title ?? meta.label));
  return element("li", {}, link, element("p", {}, ...excerpt(content, words)));
};

const pageOf = ({ title, address, parts }) => {
  const [first] = parts;
  const whole = first.meta.at === address; // the page itself is the answer: its parts follow
  const others = parts.slice(whole ? 1 : 0, (whole ? 1 : 0) + PARTS);
  const head = element("a", { href: at(address), className: "search-page" }, title);
  const text = whole ? [element("p", {}, ...excerpt(first.content, first.words))] : [];
  return element("li", {}, head, ...text, element("ol", {}, ...others.map(partOf)));
};

const build = async () => {
  const sheet = element("link", { rel: "stylesheet", href: at("assets/search/search.css") });
  const styled = new Promise((done) => Object.assign(sheet, { onload: done, onerror: done }));
  document.head.append(sheet);
  const words = await (await fetch(at(`search/${language}.json`))).json();
  const holder = element("div", { innerHTML: words.dialog });
  const dialog = holder.firstElementChild;
  for (const link of dialog.querySelectorAll("a")) link.href = at(words.all);
  document.body.append(dialog);
  await styled;
  return { dialog, words };
};

const start = async (table) =>
  searcher(await import(at("search/pagefind.js")), at("search/").pathname, table);

const wire = ({ dialog, words }) => {
  const part = (name) => dialog.querySelector(`.search-${name}`);
  const input = dialog.querySelector("input");
  const plurals = new Intl.PluralRules(words.plurals);
  const count = (number) => words.results[plurals.select(number)].replace("{n}", number);
  let find;
  let shown = SHOWN;
  let latest = 0;

  const show = ({ count: number, pages, all }, query) => {
    part("results").replaceChildren(...pages.slice(0, shown).map(pageOf));
    part("status").textContent = query ? count(number) : "";
    part("empty").hidden = !query || number > 0;
    part("more").hidden = all && pages.length <= shown;
    part("keys").hidden = Boolean(query);
    part("failed").hidden = true;
  };
  const search = async () => {
    const query = input.value.trim();
    const turn = (latest += 1);
    try {
      find ??= start(words.table);
      const found = query ? await (await find)(query, shown + 1) : { count: 0, pages: [], all: true };
      if (turn === latest) show(found, query); // else the reader has typed on
    } catch {
      find = undefined;
      part("failed").hidden = false;
    }
  };
  const move = (event) => {
    const stops = [input, ...part("results").querySelectorAll("a")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const here = stops.indexOf(document.activeElement);
    if (!step || here < 0) return;
    event.preventDefault();
    stops[Math.min(stops.length - 1, Math.max(0, here + step))].focus();
  };

  input.addEventListener("input", () => {
    shown = SHOWN;
    search();
  });
  part("form").addEventListener("submit", (event) => {
    event.preventDefault();
    part("results").querySelector("a")?.click();
  });
  part("more").addEventListener("click", async () => {
    const before = part("results").children.length;
    shown += SHOWN;
    await search();
    part("results").children[before]?.querySelector("a")?.focus();
  });
  part("close").addEventListener("click", () => dialog.close());
  part("results").addEventListener("click", (event) => {
    if (event.target.closest("a")) dialog.close(); // the answer may be on this very page
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // beside it
  });
  dialog.addEventListener("keydown", move);
  search(); // makes the index ready while the reader types
  return dialog;
};

let ready;

/* Opens the dialog; closing it returns the focus to where it was. */
export const open = async () => {
  ready ??= build().then(wire);
  const dialog = await ready;
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("input").select();
};
