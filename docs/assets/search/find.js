/* A query → the parts of pages that answer it, best first. Pagefind looks up each word by itself;
   here the words are put together, so that a question need not be answered word for word. */

import { folding } from "./words.js";

const RANKING = {
  pageLength: 0.75,
  termSaturation: 1.4,
  termSimilarity: 1,
  metaWeights: { title: 2, label: 1, page: 2, keys: 1.5, at: 0 },
};
const OTHER_FORM = 0.8; // what a form counts for that was not typed itself
const HALF = 5; // the score at which a word counts for half of what it can
const COVERED = 0.25; // how much of a query, by the weight of its words, a part has to hold
const REST = 0.2; // what the second and the third part of a page add to its best one
const AT_ONCE = 8; // parts that are read together
const PER_PAGE = 3; // parts that are read for each page that is wanted, at most
const UNKNOWN = 20; // parts that a word counts as having which is in none: it may be misspelt

/* Opens the index of a language: Pagefind's module of it, the address of its folder, and the words
   of the language. The main thread searches: a worker would be one more file to fetch, for a task
   of a moment. */
export const searcher = async (pagefind, folder, table) => {
  const { fold, words, terms } = folding(table);
  await pagefind.options({ basePath: folder, noWorker: true, metaCacheTag: "1", ranking: RANKING });
  const weight = (count) => Math.log(1 + (table.parts - count + 0.5) / (count + 0.5));

  /* Whether two folded words are forms of one: they share most of what was asked for. */
  const akin = (word, asked) => {
    if (word === asked) return true;
    const least = Math.max(3, Math.ceil(asked.length * 0.8));
    for (let at = 0; at + least <= asked.length; at += 1)
      if (word.includes(asked.slice(at, at + least))) return true;
    return false;
  };

  /* Pagefind answers a word it does not know by a shorter one that it does: «قسط» by «قس». */
  const answers = async (form, found) => {
    if (form.includes(" ") || (await pagefind.search(`"${form}"`)).results.length) return true;
    const { meta, content } = await found[0].data();
    const text = content.split(/\s+/);
    const hit = found[0].words.map((at) => text[at]);
    return words([...hit, meta.title, meta.label, meta.page, meta.keys].join(" ")).some((word) =>
      akin(word, fold(form)),
    );
  };

  /* What a form finds: the parts by their ids, with their scores. Asked once: readers type on. */
  const known = new Map();
  const ask = (form) => {
    if (!known.has(form)) {
      known.set(form, pagefind.search(form).then(async ({ results }) =>
        results.length && (await answers(form, results)) ? results : []));
    }
    return known.get(form);
  };

  const lookUp = async (forms, least = 1) => {
    const parts = new Map();
    const found = await Promise.all(forms.map(ask));
    found.forEach((results, at) => {
      for (const result of results) {
        const score = result.score * (at ? OTHER_FORM : least);
        const part = parts.get(result.id) ?? { score: 0, result, words: [] };
        part.score = Math.max(part.score, score);
        part.words.push(...result.words);
        parts.set(result.id, part);
      }
    });
    return parts;
  };
  const look = async ({ forms, rest }) => {
    const parts = await lookUp(forms);
    return parts.size || !rest.length ? parts : lookUp(rest, OTHER_FORM);
  };

  const ranked = async (query) => {
    const asked = terms(query);
    const found = await Promise.all(asked.map(look));
    const parts = new Map();
    let all = 0;
    for (const answer of found) {
      const value = weight(answer.size || UNKNOWN);
      all += value;
      for (const [id, { score, words: places, result }] of answer) {
        const part = parts.get(id) ?? { id, score: 0, covered: 0, words: [], data: result.data };
        part.score += (value * score) / (score + HALF);
        part.covered += value;
        part.words.push(...places);
        parts.set(id, part);
      }
    }
    return [...parts.values()]
      .map((part) => ({ ...part, covered: all ? part.covered / all : 0 }))
      .filter((part) => part.covered >= COVERED)
      .map((part) => ({ ...part, score: part.score * part.covered }))
      .sort((one, two) => two.score - one.score || (one.id < two.id ? -1 : 1));
  };

  /* The best parts of a query, as pages with what was found on them: at least `least` pages, or as
     many as there are in the first parts. Each part is a small file, read when it is needed. */
  return async (query, least = 5) => {
    const parts = await ranked(query);
    const pages = new Map();
    let read = 0;
    const most = Math.min(parts.length, least * PER_PAGE);
    while (read < most && (pages.size < least || !read)) {
      const next = parts.slice(read, Math.min(most, read + AT_ONCE));
      read += next.length;
      for (const part of await Promise.all(next.map(async (one) => ({ ...one, ...(await one.data()) })))) {
        const [address] = part.meta.at.split("#");
        const page = pages.get(address) ?? { address, title: part.meta.page, score: 0, parts: [] };
        page.score += part.score * [1, REST, REST][page.parts.length] || 0;
        page.parts.push(part);
        pages.set(address, page);
      }
    }
    const found = [...pages.values()].sort((one, two) => two.score - one.score);
    return { count: parts.length, pages: found, all: read >= parts.length };
  };
};
