/* What needs a script, in one small file that runs before the page is shown: colours, the place in
   the contents, a language switch that keeps the section, and the door to the search. Without it
   everything can be used. */
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const wide = matchMedia("(min-width: 75em)");
  const name = "explainer-colours";
  const all = (query) => [...document.querySelectorAll(query)];
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
    const button = document.querySelector(".scheme");
    const show = () => button?.setAttribute("aria-pressed", dark());
    show();
    system.addEventListener("change", show);
    button?.addEventListener("click", () => {
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
    const box = document.querySelector(".toc");
    if (!box) return;
    const fit = () => {
      box.open = wide.matches;
      box.querySelector("summary").tabIndex = wide.matches ? -1 : 0; // it cannot be closed there
    };
    fit();
    wide.addEventListener("change", fit);
    const links = all(".toc a");
    const marks = links.map((a) => document.getElementById(decodeURIComponent(a.hash.slice(1))));
    let waiting = false;
    const mark = () => {
      waiting = false;
      const id = here(marks);
      links.forEach((a, at) => a.setAttribute("aria-current", marks[at].id === id));
    };
    addEventListener("scroll", () => {
      if (!waiting) waiting = requestAnimationFrame(mark);
    }, { passive: true });
    mark();
  };

  const languages = () => {
    for (const a of all(".languages a"))
      for (const event of ["pointerdown", "click"])
        a.addEventListener(event, ({ type, detail }) => {
          const keyed = type === "click" && !detail; // whoever came here by Tab has left the section
          const place = here(all(".md-typeset :is(h2, h3, li, tr, tbody, div, figure)[id]")) ?? "";
          a.hash = (keyed && location.hash) || place;
        });
  };

  /* What is open above the text closes when the focus goes on, or it would hide where that is. */
  const popovers = () => {
    addEventListener("focusin", ({ target }) => {
      for (const box of all("[popover]"))
        if (box.matches(":popover-open") && !box.contains(target) && target.popoverTargetElement !== box)
          box.hidePopover();
    });
  };

  /* A long page is laid out slice by slice. Not on the way to a place in it, which would move, and
     not for longer than a second or two: what waits is not told to screen readers. */
  const first = performance.getEntriesByType("navigation")[0]?.type === "navigate";
  if (first && !location.hash) root.classList.add("slices");
  const slices = () => {
    const waiting = all(".records > :is(li, div), .timeline .event");
    const next = () => {
      for (const part of waiting.splice(0, 1)) part.classList.add("laid");
      if (waiting.length) requestAnimationFrame(next);
    };
    addEventListener("load", () => requestAnimationFrame(next));
  };

  /* Nothing of the search is fetched before it is asked for. */
  const search = () => {
    const link = document.querySelector(".search-link");
    if (!link || !window.HTMLDialogElement) return;
    link.setAttribute("role", "button");
    const open = (event) => {
      event.preventDefault();
      import("./search/dialog.js").then((dialog) => dialog.open()).catch(() => location.assign(link.href));
    };
    link.addEventListener("click", open);
    link.addEventListener("keydown", (event) => {
      if (event.key === " ") open(event); // as a button does, and a link does not
    });
    addEventListener("keydown", (event) => {
      const typing = event.target.matches?.("input, textarea, select, [contenteditable]");
      const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (slash || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) open(event);
    });
  };

  /* What copies is fetched when a reader opens it, or selects inside a table. */
  const taking = () => {
    const load = (box) => import("./copy.js").then((copy) => copy.buttons(box)).catch(() => {});
    for (const box of all(".take")) box.addEventListener("toggle", () => load(box));
    document.addEventListener("selectionchange", () => {
      if (getSelection().anchorNode?.parentElement?.closest("table.data")) load(document.head);
    });
  };

  addEventListener("DOMContentLoaded", () => {
    slices();
    taking();
    search();
    colours();
    contents();
    languages();
    if (window.HTMLElement.prototype.hidePopover) popovers();
  });
})();
