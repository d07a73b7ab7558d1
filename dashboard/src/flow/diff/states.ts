import { type Json, type JsonObject, equal, isObject, write } from "../document";
import {
  type Lines,
  MEDIA_KINDS,
  MENU_KEYS,
  SPEAKING_KEYS,
  type State,
  readState,
} from "../states";
import { lineChanges } from "./lines";
import type { Part, PartChange, StateChange } from "./types";

/** How two maps of states differ, in the order in which they stand. */
export function stateChanges(olds: JsonObject, news: JsonObject): StateChange[] {
  const [before, after] = [new Map(olds), new Map(news)];
  const gone = [...before.keys()].filter((name) => !after.has(name));
  const renamed = renamedStates(gone, before, after);
  const changes: StateChange[] = [];
  for (const [name, value] of after) {
    const old = before.get(name);
    const from = renamed.get(name);
    if (from !== undefined) changes.push({ kind: "renamed", name, from });
    else if (old === undefined) changes.push({ kind: "added", name, says: saidBy(value) });
    else if (!equal(old, value)) changes.push({ kind: "changed", name, parts: parts(old, value) });
  }
  const moved = new Set(renamed.values());
  for (const name of gone) {
    if (!moved.has(name))
      changes.push({ kind: "removed", name, says: saidBy(before.get(name) ?? null) });
  }
  return changes;
}

/** New states that are, to the letter, one of those that are gone; by their new names. */
function renamedStates(
  gone: readonly string[],
  before: ReadonlyMap<string, Json>,
  after: ReadonlyMap<string, Json>,
): ReadonlyMap<string, string> {
  const byText = new Map<string, string[]>();
  for (const name of gone) {
    const text = write(before.get(name) ?? null);
    byText.set(text, [...(byText.get(text) ?? []), name]);
  }
  const found = new Map<string, string>();
  if (gone.length === 0) return found;
  for (const [name, value] of after) {
    if (before.has(name)) continue;
    const from = byText.get(write(value))?.shift();
    if (from !== undefined) found.set(name, from);
  }
  return found;
}

/** What a state says, or offers where it says nothing. */
function saidBy(value: Json): readonly string[] {
  const state = readState(value);
  return state.lines.length > 0 ? state.lines : READINGS.flatMap(([, read]) => read(state));
}

const READINGS: readonly (readonly [Part, (state: State) => string[]])[] = [
  ["message", (state) => ways(state.variations)],
  ["media", (state) => state.media.map(({ link, caption }) => joined(link, caption))],
  ["buttons", (state) => state.buttons.map(({ id, title }) => `${title} (${id})`)],
  ["validators", validators],
  ["choices", (state) => state.choices.map(({ key, target }) => `${key} → ${target}`)],
  ["fallback", (state) => ways(state.fallback)],
  ["next", (state) => (state.kind === "choice" ? [] : [state.next])],
  ["other", others],
];

function parts(before: Json, after: Json): PartChange[] {
  const [old, now] = [readState(before), readState(after)];
  const changed = READINGS.map(([part, read]) => ({ part, ...lineChanges(read(old), read(now)) }));
  return changed.filter(({ removed, added }) => removed.length + added.length > 0);
}

function ways(variations: readonly Lines[]): string[] {
  return variations.length === 1
    ? [...(variations[0] ?? [])]
    : variations.map((way) => way.join(" / "));
}

function joined(...texts: string[]): string {
  return texts.filter((text) => text !== "").join(" · ");
}

function validators(state: State): string[] {
  return state.validators.map(({ type, parameters, error }) =>
    joined(
      [type, ...[...parameters].map(([name, value]) => `${name}: ${write(value)}`)].join(", "),
      ways(error).join(" / "),
    ),
  );
}

/** Whatever else is written, such as the type or keys that mean nothing. */
function others(state: State): string[] {
  const told = new Set<string>(state.kind === "choice" ? [...MENU_KEYS] : [...SPEAKING_KEYS]);
  told.delete("type");
  if (state.kind === "choice")
    return state.writtenType === "" ? [] : [`type: ${state.writtenType}`];
  const media = new Set<string>(MEDIA_KINDS);
  return [...state.map]
    .filter(([key]) => !told.has(key) && !media.has(key))
    .map(([key, value]) => `${key}: ${isObject(value) ? write(value) : plain(value)}`);
}

function plain(value: Json): string {
  return typeof value === "string" ? value : write(value);
}
