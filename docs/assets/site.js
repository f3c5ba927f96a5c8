/* What needs a script, in one small file that runs before the page is shown: colours, the
   contents, a language switch that keeps the section, and the door to the search. Without it
   everything can be used. */
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const wide = matchMedia("(min-width: 75em)");
  const name = "explainer-colours";
  const all = (query) => [...document.querySelectorAll(query)];
  const one = (query) => all(query)[0];
  const on = (what, event, act, more) => what.addEventListener(event, act, more);
  const dark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches);

  root.classList.replace("no-js", "js");
  try {
    const chosen = localStorage.getItem(name);
    if (chosen === "dark" || chosen === "light") root.dataset.scheme = chosen;
  } catch {} // storage may be refused: the choice then lasts for one page

  /* The last of some elements that has passed the top of the window: where the reader is. */
  const here = (elements) => {
    const passed = (e) => e.getClientRects().length && e.getBoundingClientRect().top < 140;
    return elements.filter(passed).pop()?.id;
  };

  const colours = () => {
    const button = one(".scheme");
    if (!button) return;
    const show = () => button.setAttribute("aria-pressed", dark());
    show();
    on(system, "change", show);
    on(button, "click", () => {
      const wanted = dark() ? "light" : "dark";
      const follows = (wanted === "dark") === system.matches; // back to what the system says
      if (follows) delete root.dataset.scheme;
      else root.dataset.scheme = wanted;
      try {
        if (follows) localStorage.removeItem(name);
        else localStorage.setItem(name, wanted);
      } catch {}
      show();
    });
  };

  const contents = () => {
    const box = one(".toc");
    if (!box) return;
    const fit = () => (box.open = wide.matches);
    fit();
    on(wide, "change", fit);
  };

  const languages = () => {
    for (const a of all(".languages a"))
      for (const event of ["pointerdown", "click"])
        on(a, event, ({ type, detail }) => {
          const keyed = type === "click" && !detail; // whoever came here by Tab has left the section
          const place = here(all(".md-typeset :is(h2, h3, li, tr, tbody, div, figure)[id]")) ?? "";
          a.hash = (keyed && location.hash) || place;
        });
  };

  /* Entries of a long page wait for their turn. Not on the way to a place in the page, which would
     move, and not for longer than a second or two: what waits is not told to screen readers. */
  if (performance.getEntriesByType("navigation")[0]?.type === "navigate" && !location.hash)
    root.classList.add("slices");
  const later = () => {
    const load = (part) =>
      import("./later.js")
        .then((module) => module[part](here))
        .catch(() => root.classList.remove("slices")); // nothing will give them their turn
    on(document, "beforetoggle", () => load("popovers"), { capture: true, once: true });
    if (one(".toc, .records, .timeline"))
      on(window, "load", () => load("long"));
  };

  /* Nothing of the search is fetched before it is asked for. */
  const search = () => {
    const link = one(".search-link");
    if (!link || !window.HTMLDialogElement) return;
    link.setAttribute("role", "button");
    const open = (event) => {
      event.preventDefault();
      import("./search/dialog.js").then((dialog) => dialog.open()).catch(() => location.assign(link.href));
    };
    on(link, "click", open);
    on(link, "keydown", (event) => {
      if (event.key === " ") open(event); // as a button does, and a link does not
    });
    on(window, "keydown", (event) => {
      const typing = event.target.matches?.("input, textarea, select, [contenteditable]");
      const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (slash || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) open(event);
    });
  };

  /* What copies is fetched when a reader opens it, or selects inside a table. */
  const taking = () => {
    const load = (box) => import("./copy.js").then((copy) => copy.buttons(box)).catch(() => {});
    for (const box of all(".take")) on(box, "toggle", () => load(box));
    on(document, "selectionchange", () => {
      if (getSelection().anchorNode?.parentElement?.closest("table.data")) load(document.head);
    });
  };

  on(window, "DOMContentLoaded", () => {
    later();
    taking();
    search();
    colours();
    contents();
    languages();
  });
})();
