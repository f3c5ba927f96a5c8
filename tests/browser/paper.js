// Gives what a printed page may not have: things for a screen, colour, folded or cut content.
() => {
  const found = [];
  const width = document.documentElement.clientWidth;
  const article = document.querySelector("article");
  const tell = (what, box) => {
    const name = box.getAttribute("class");
    found.push(`${what} ${box.tagName.toLowerCase()}${name ? `.${name}` : ""}`);
  };
  const parts = (colour) => {
    const [red, green, blue, alpha = 1] = (colour.match(/[\d.]+/g) || []).map(Number);
    return { light: Math.min(red, green, blue), dark: Math.max(red, green, blue), alpha };
  };
  const written = (box) => [...box.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  for (const box of document.body.querySelectorAll("*")) {
    if (!box.checkVisibility()) continue;
    if (!article.contains(box)) {
      if (!box.contains(article)) tell("is not of the text:", box);
      continue;
    }
    const area = box.getBoundingClientRect();
    if (area.left < -1 || area.right > width + 1) tell("is cut off:", box);
    if (box.matches("button, input, label:not(input:checked + label), [download], .headerlink, nav")) {
      tell("is of no use on paper:", box);
    }
    if (box.closest("svg, .swatch")) continue;
    const style = getComputedStyle(box);
    const ground = parts(style.backgroundColor);
    if (ground.alpha > 0 && ground.light < 255) tell("is not on white:", box);
    if (written(box) && parts(style.color).dark > 0x40) tell("is not black:", box);
    if (box.matches("details:not([open])")) {
      const inside = [...box.children].filter((child) => child.tagName !== "SUMMARY");
      if (inside.some((child) => !child.checkVisibility())) tell("is folded:", box);
    }
    if (box.matches("a[href^=http]")) {
      const after = getComputedStyle(box, "::after").content;
      const bare = box.getAttribute("href");
      if (!after.includes(bare) && !/https?:/.test(box.textContent)) tell("has no address:", box);
    }
  }
  return [...new Set(found)];
}
