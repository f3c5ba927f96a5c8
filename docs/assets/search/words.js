/* What readers type → words to look for. The same as scripts/explainer/search/words.py, with the
   same table; tests/search/foldings.yml has the cases for both. */

const UNSEEN = /[\u0640\u200b-\u200f\u202a-\u202e\u2060-\u206f]/g; // stretches or steers, no letter
const SHORTEST = 3; // letters that must be left of a word without what is attached to it

export const folding = (table) => {
  const letters = new Map(
    table.letters.flatMap((group) => [...group].slice(1).map((letter) => [letter, [...group][0]])),
  );
  const fold = (text) =>
    [...text.replace(UNSEEN, "").toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")]
      .map((letter) => letters.get(letter) ?? letter)
      .join("");
  /* The words of a text as the index wants them: it has its own way with all but digits. */
  const split = (text) =>
    (
      text
        .replace(UNSEEN, "")
        .toLowerCase()
        .replace(/(?<=\p{Nd})[.,\u066b\u066c](?=\p{Nd})/gu, "")
        .replace(/(?<=\p{L})[-\u2010\u2011'\u2019](?=\p{L}{2})/gu, "")
        .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
    ).map((word) => word.replace(/\p{Nd}/gu, (digit) => letters.get(digit) ?? digit));
  const words = (text) => split(text).map(fold);

  const idle = new Set(table.idle);
  const apart = new Set(table.apart);
  const alike = new Map(); // folded form → every form of its groups
  for (const group of table.alike)
    for (const form of group) {
      const key = words(form).join(" ");
      alike.set(key, [...(alike.get(key) ?? []), ...group]);
    }
  const longest = Math.max(1, ...[...alike.keys()].map((key) => key.split(" ").length));

  const bare = (word) =>
    table.attached
      .filter((part) => word.startsWith(part) && word.length - part.length >= SHORTEST)
      .map((part) => word.slice(part.length));

  /* Other ways to write the last letter, where spelling varies most: ة and ه, ى and ي. */
  const endings = (word) => {
    const group = table.letters.find((letters) => letters.includes(word.at(-1)) && !/\p{Nd}/u.test(letters));
    return group ? [...group].map((letter) => word.slice(0, -1) + letter) : [];
  };

  /* The forms of the words from a place on that a group knows, and how many words they are. */
  const known = (typed, at) => {
    for (let size = Math.min(longest, typed.length - at); size; size -= 1) {
      const key = typed.slice(at, at + size).map(fold).join(" ");
      const hit = [key, ...bare(key)].find((form) => alike.has(form));
      if (hit) return [alike.get(hit), size];
    }
    return [[], 1];
  };

  /* A query → what to look for: for each word the forms that may stand for it, typed one first, and
     further ones for when none of these is there. */
  const terms = (query) => {
    const typed = split(query);
    const found = [];
    for (let at = 0; at < typed.length; ) {
      const [others, size] = known(typed, at);
      const word = typed.slice(at, at + size).join(" ");
      const spelt = others.map((form) => split(form).join(" "));
      const plain = words(word).join(" ");
      const forms = apart.has(plain) ? [] : [...new Set([word, ...spelt])];
      const rest = forms.length && size === 1 ? [...bare(word), ...endings(word)] : [];
      found.push({ forms, rest: rest.filter((form) => !forms.includes(form)), idle: idle.has(plain) });
      at += size;
    }
    const telling = found.filter((term) => !term.idle);
    return telling.length ? telling : found; // a question of idle words asks for them
  };

  return { fold, words, terms };
};
