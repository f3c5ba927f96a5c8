/* Taking figures away: buttons that copy, and tables whose numbers arrive in a spreadsheet as plain
   digits. Fetched when a reader opens something to take, or selects inside a table. */

/* Put a button after each text of an opened box. */
export const buttons = (box) => {
  for (const part of box.querySelectorAll("[data-copy]:not(.has-copy)")) addTo(part);
};

const addTo = (part) => {
  part.classList.add("has-copy");
  for (const text of part.querySelectorAll(":scope > p:not(:has(> strong:only-child)), pre")) {
    const button = document.createElement("button");
    const label = part.dataset.copy;
    button.type = "button";
    button.className = "copy";
    button.textContent = label;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.innerText.replaceAll("\u00a0", " ").trim());
      button.textContent = part.dataset.copied;
      button.addEventListener("blur", () => (button.textContent = label), { once: true });
    });
    text.after(button);
  }
};

/* The rows of a table that a selection touches, with tabs between cells and figures as digits. */
const rows = (table, selection) =>
  [...table.rows]
    .filter((row) => selection.containsNode(row, true))
    .map((row) => [...row.cells].filter((cell) => selection.containsNode(cell, true)).map(plain))
    .filter((cells) => cells.length);

const plain = (cell) => {
  const copy = cell.cloneNode(true);
  for (const mark of copy.querySelectorAll("button, .visually-hidden")) mark.remove();
  for (const figure of copy.querySelectorAll("data[value]")) figure.textContent = figure.value;
  return copy.textContent.replace(/[\u200e\u200f\u061c\u2066-\u2069]/g, "").replace(/\s+/g, " ").trim();
};

document.addEventListener("copy", (event) => {
  const selection = getSelection();
  const ends = [selection.anchorNode, selection.focusNode].map((node) => (node?.closest ? node : node?.parentElement)?.closest("table.data"));
  const [table] = ends;
  if (!table || ends[1] !== table) return; // more than one table: as the browser does it
  const found = rows(table, selection);
  if (found.length < 2 && (found[0] ?? []).length < 2) return; // words of one cell: likewise
  event.clipboardData.setData("text/plain", found.map((cells) => cells.join("\t")).join("\n"));
  event.preventDefault();
});
