import type { BotDoc } from "../document";
import { phrasesOf, readState } from "../states";
import type { Hit, HitPlace } from "./types";

/** How many finds are listed. */
export const MOST_HITS = 500;

/**
 * Find a text in the names, messages, buttons, choices, media and validators of all states, and
 * in the phrases of intents; case and accents don't matter. One hit for each text.
 */
export function search(doc: BotDoc, query: string): readonly Hit[] {
  const wanted = folded(query.trim()).text;
  if (wanted === "") return [];
  const named: Hit[] = [];
  const inside: Hit[] = [];
  const look = (kind: Hit["kind"], name: string, place: HitPlace, text: string): void => {
    const found = find(text, wanted);
    if (found) (place === "name" ? named : inside).push({ kind, name, place, text, ...found });
  };
  for (const [name, raw] of doc.flows) {
    look("state", name, "name", name);
    for (const [place, text] of textsOf(raw)) look("state", name, place, text);
  }
  for (const [name, raw] of doc.intents) {
    look("intent", name, "name", name);
    for (const phrase of phrasesOf(raw)) look("intent", name, "phrase", phrase);
  }
  return [...named, ...inside].slice(0, MOST_HITS);
}

function* textsOf(raw: Parameters<typeof readState>[0]): Generator<[HitPlace, string]> {
  const state = readState(raw);
  for (const line of state.variations.flat()) yield ["message", line];
  for (const { title, id } of state.buttons)
    yield ["button", title.includes(id) ? title : `${title} (${id})`];
  for (const { key } of state.choices) yield ["choice", key];
  for (const line of state.fallback.flat()) yield ["fallback", line];
  for (const { link, caption } of state.media) {
    if (caption) yield ["media", caption];
    yield ["media", link];
  }
  for (const { type, error } of state.validators) {
    yield ["validator", type];
    for (const line of error.flat()) yield ["validator", line];
  }
}

function find(text: string, wanted: string): { from: number; to: number } | null {
  const quick = text.toLowerCase().indexOf(wanted);
  if (quick >= 0 && text.length === text.toLowerCase().length) {
    return { from: quick, to: quick + wanted.length };
  }
  if (isPlain(text)) return null;
  const { text: plain, places } = folded(text);
  const at = plain.indexOf(wanted);
  if (at < 0) return null;
  return { from: places[at] ?? 0, to: places[at + wanted.length] ?? text.length };
}

function isPlain(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

/** A text as it is compared, and where each of its letters stood. */
function folded(text: string): { text: string; places: readonly number[] } {
  const places: number[] = [];
  let plain = "";
  let at = 0;
  for (const letter of text) {
    const base = letter.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    places.push(...Array.from({ length: base.length }, () => at));
    plain += base;
    at += letter.length;
  }
  places.push(at);
  return { text: plain, places };
}
