/* What site.js can do without until a reader is on a long page, or opens something above the text. */

const all = (query) => [...document.querySelectorAll(query)];

/* Lays a long page out slice by slice, one entry a frame, so that a slow phone answers in between;
   marks in the contents where the reader is, and leaves no stop of Tab on contents that cannot be
   closed. `here` gives the id of the last of some elements that has passed the top of the window. */
export const long = (here) => {
  const waiting = all(".records > :is(li, div), .timeline .event");
  const next = () => {
    waiting.shift()?.classList.add("laid");
    if (waiting.length) requestAnimationFrame(next);
  };
  next();

  const [summary] = all(".toc summary");
  const wide = matchMedia("(min-width: 75em)");
  const fit = () => (summary.tabIndex = wide.matches ? -1 : 0);
  if (summary) {
    fit();
    wide.addEventListener("change", fit);
  }

  const links = all(".toc a");
  const places = links.map((a) => document.getElementById(decodeURIComponent(a.hash.slice(1))));
  let asked = false;
  const mark = () => {
    asked = false;
    const id = here(places);
    links.forEach((a, at) => a.setAttribute("aria-current", places[at].id === id));
  };
  addEventListener("scroll", () => {
    if (!asked) asked = requestAnimationFrame(mark);
  }, { passive: true });
  mark();
};

/* What is open above the text closes when the focus goes on, or it would hide where that is. */
export const popovers = () => {
  addEventListener("focusin", ({ target }) => {
    for (const box of all(":popover-open"))
      if (!box.contains(target) && target.popoverTargetElement !== box) box.hidePopover();
  });
};
