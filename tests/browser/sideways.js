// Gives what is wider than the screen: nothing may be, but a table in a frame that scrolls it.
() => {
  const width = document.documentElement.clientWidth;
  const found = [];
  const tell = (what, box) => {
    const name = box.getAttribute("class");
    found.push(`${width}: ${what} ${box.tagName.toLowerCase()}${name ? `.${name}` : ""}`);
  };
  if (document.documentElement.scrollWidth > width) found.push(`${width}: the page scrolls`);
  // A drawing is measured as a whole: what is cut inside it is for a test of drawings.
  for (const box of document.body.querySelectorAll(":not(svg *)")) {
    const wider = box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 1;
    const area = box.getBoundingClientRect();
    const outside = area.width > 1 && (area.left < -1 || area.right > width + 1);
    if (!wider && !outside) continue;
    const frame = box.closest(".table-scroll");
    if (outside && frame !== null && frame !== box) continue;
    if (outside && box.closest("article")) tell("sticks out:", box);
    if (!wider || frame) continue;
    const overflow = getComputedStyle(box).overflowX;
    if (overflow === "auto" || overflow === "scroll") tell("scrolls:", box);
    else if (overflow !== "visible" && box.closest("article")) tell("is cut off:", box);
  }
  return found;
}
