/* Returns the selectors of style sheets that match nothing on any of the pages, each once. What a
   reader's hand or eye makes true for a while, such as :hover, is taken as true. */
([sheets, pages]) => {
  const left = new Map();
  const state = /(^|[\s(,>+~])?(?::(?:hover|focus-visible|focus-within|focus|active|target|visited|checked|popover-open|modal|empty)\b|::[a-z-]+)/g;
  const gather = (rules) => {
    for (const rule of rules) {
      if (rule instanceof CSSStyleRule) {
        const plain = rule.selectorText.replace(/:not\(:[a-z-]+\)/g, "").replace(state, (_, before) => (before === undefined ? "" : `${before}*`));
        left.set(rule.selectorText, plain.replace(/\*(?=[.[#])/g, "") || "*");
      } else if (rule.cssRules) gather(rule.cssRules);
    }
  };
  for (const text of sheets) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    gather(sheet.cssRules);
  }
  const total = left.size;
  for (const text of pages) {
    const page = new DOMParser().parseFromString(text, "text/html");
    for (const [whole, plain] of [...left]) if (page.querySelector(plain)) left.delete(whole);
  }
  return [total, [...left.keys()]];
};
