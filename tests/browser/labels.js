// Every label of the charts that are shown: those that overlap, and those that leave the drawing.
() => {
  const faults = [];
  for (const svg of document.querySelectorAll("figure.chart svg.drawing")) {
    const frame = svg.getBoundingClientRect();
    if (!frame.width) continue; // the drawing for another width
    const chart = svg.closest("figure").id;
    const labels = [...svg.querySelectorAll("text")].map((text) => ({
      words: text.textContent, box: text.getBoundingClientRect(),
    }));
    for (const { words, box } of labels)
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
        faults.push(`${chart}: "${words}" is cut`);
    labels.forEach((one, n) => labels.slice(n + 1).forEach((two) => {
      const across = Math.min(one.box.right, two.box.right) - Math.max(one.box.left, two.box.left);
      const down = Math.min(one.box.bottom, two.box.bottom) - Math.max(one.box.top, two.box.top);
      // Boxes hold the room for accents above and below the letters, which may touch.
      if (across > 1 && down > 4) faults.push(`${chart}: "${one.words}" overlaps "${two.words}"`);
    }));
  }
  return faults;
}
