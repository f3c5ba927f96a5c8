/* What site.js can do without until a reader is on a long page, or opens something above the text. */

const all = (query) => [...document.querySelectorAll(query)];

/* How many entries are laid out in one go: more cost fewer frames, fewer let a slow phone answer
   sooner. Four take it 30 ms. */
const SLICE = 4;
const inTurn = (task) =>
  window.scheduler?.postTask ? scheduler.postTask(task, { priority: "background" }) : setTimeout(task);

/* Lays a long page out slice by slice, after whatever the reader asks for in between (a slice a
   frame painted sources 270 times); marks in the contents where the reader is, and leaves no stop
   of Tab on contents that cannot be closed. `here` gives the id of the last of some elements that
   has passed the top of the window. */
export const long = (here) => {
  const waiting = all(".records > :is(li, div), .timeline .event");
  const next = () => {
    const slice = waiting.splice(0, SLICE);
    for (const entry of slice) entry.classList.add("laid");
    slice.at(-1)?.offsetHeight; // lays the slice out now, not all slices before the next frame
    if (waiting.length) inTurn(next);
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
