// Asks axe for faults of access on the page. `rules` are ids of rules, or null for every rule, of
// which those of colours may be left out; with `few`, of long lists only the first entries are
// looked at.
async ([rules, few, colours]) => {
  const slow = ["color-contrast", "link-in-text-block"];
  if (few) {
    for (const list of document.querySelectorAll("ul, ol, dl, tbody, .site-index")) {
      for (const entry of [...list.children].slice(8)) entry.remove();
    }
  }
  const options = rules
    ? { runOnly: { type: "rule", values: rules } }
    : {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        rules: Object.fromEntries(colours ? [] : slow.map((rule) => [rule, { enabled: false }])),
      };
  const found = await axe.run(document, { ...options, resultTypes: ["violations"] });
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")} (${node.failureSummary?.split("\n")[1]?.trim() ?? ""})`),
  );
}
