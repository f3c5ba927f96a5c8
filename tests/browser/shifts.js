// Runs before the scripts of a page: notes what moves while it loads. `layoutShifts()` gives, once
// the page is at rest, how much (1 is the whole screen) and which boxes.
(() => {
  const shifts = [];
  const keep = (entries) => {
    for (const { value, sources } of entries) {
      const names = sources.map(({ node }) => node?.className || node?.nodeName || "?");
      shifts.push([`${shifts.length + 1}: ${names.join(", ")}`, value]);
    }
  };
  const watch = new PerformanceObserver((list) => keep(list.getEntries()));
  watch.observe({ type: "layout-shift", buffered: true });
  window.layoutShifts = async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    keep(watch.takeRecords());
    return shifts;
  };
})();
