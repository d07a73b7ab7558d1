import { type BotDoc, type Json, JsonObject, equal, isList, isObject } from "../document";
import { mergeOrder } from "./order";

export type ConflictKind = "state" | "intent";

/** A state or an intent that two people changed in different ways. */
export interface Conflict {
  readonly kind: ConflictKind;
  readonly name: string;
  /** Undefined where there was none, or where somebody deleted it. */
  readonly base: Json | undefined;
  readonly mine: Json | undefined;
  readonly theirs: Json | undefined;
}

export interface Merged {
  readonly doc: BotDoc;
  readonly conflicts: readonly Conflict[];
}

export type Side = "mine" | "theirs";

/**
 * Bring together what two people made of the same document.
 *
 * What only one of them changed is taken from that one; within a state, key by key. Where both
 * changed the same thing differently there is a conflict, and the document has the preferred
 * side's until `resolve` says otherwise.
 */
export function merge(base: BotDoc, mine: BotDoc, theirs: BotDoc, prefer: Side = "mine"): Merged {
  const conflicts: Conflict[] = [];
  const part = (key: keyof BotDoc, kind: ConflictKind): JsonObject =>
    mergeMaps(base[key], mine[key], theirs[key], (name, b, m, t) => {
      const merged = kind === "intent" ? mergePhrases(b, m, t) : mergeKeys(b, m, t);
      if (merged !== undefined) return merged;
      conflicts.push({ kind, name, base: b, mine: m, theirs: t });
      return prefer === "mine" ? m : t;
    });
  const flows = part("flows", "state");
  const intents = part("intents", "intent");
  return { doc: sameAs({ intents, flows }, mine, theirs), conflicts };
}

/** The document with a conflict settled. */
export function resolve(doc: BotDoc, conflict: Conflict, side: Side): BotDoc {
  const key = conflict.kind === "state" ? "flows" : "intents";
  const value = conflict[side];
  const map = doc[key];
  const settled = value === undefined ? map.delete(conflict.name) : map.set(conflict.name, value);
  return settled === map ? doc : { ...doc, [key]: settled };
}

type Settle = (
  key: string,
  base: Json | undefined,
  mine: Json | undefined,
  theirs: Json | undefined,
) => Json | undefined;

/** Merge maps key by key; `settle` decides what both sides changed differently. */
function mergeMaps(
  base: JsonObject,
  mine: JsonObject,
  theirs: JsonObject,
  settle: Settle,
): JsonObject {
  if (mine === theirs || theirs === base) return mine;
  if (mine === base) return theirs;
  const held = new Map<string, Json>();
  for (const key of new Set([...mine.keys(), ...theirs.keys(), ...base.keys()])) {
    const [b, m, t] = [base.get(key), mine.get(key), theirs.get(key)];
    const value = equal(m, t) || equal(t, b) ? m : equal(m, b) ? t : settle(key, b, m, t);
    if (value !== undefined) held.set(key, value);
  }
  const order = mergeOrder([...base.keys()], [...mine.keys()], [...theirs.keys()]);
  const entries = order.flatMap((key) => {
    const value = held.get(key);
    return value === undefined ? [] : [[key, value] as const];
  });
  const merged = JsonObject.of(entries);
  return equal(merged, mine) ? mine : equal(merged, theirs) ? theirs : merged;
}

/** A state whose keys two people changed, but not the same ones; undefined for a conflict. */
function mergeKeys(
  base: Json | undefined,
  mine: Json | undefined,
  theirs: Json | undefined,
): Json | undefined {
  if (!isObject(base) || !isObject(mine) || !isObject(theirs)) return undefined;
  const clashes: string[] = [];
  const merged = mergeMaps(base, mine, theirs, (key, _base, kept) => {
    clashes.push(key);
    return kept;
  });
  return clashes.length ? undefined : merged;
}

/** Phrases that two people added or removed; undefined where they are no plain list. */
function mergePhrases(
  base: Json | undefined,
  mine: Json | undefined,
  theirs: Json | undefined,
): Json | undefined {
  const written = base ?? [];
  if (!isPlainList(written) || !isPlainList(mine) || !isPlainList(theirs)) return undefined;
  const [before, ours, others] = [new Set(written), new Set(mine), new Set(theirs)];
  return mergeOrder(written, mine, theirs).filter((line) =>
    before.has(line) ? ours.has(line) && others.has(line) : true,
  );
}

/** A list of different texts. */
function isPlainList(value: Json | undefined): value is readonly string[] {
  return (
    isList(value) &&
    new Set(value).size === value.length &&
    value.every((one) => typeof one === "string")
  );
}

function sameAs(doc: BotDoc, ...others: readonly BotDoc[]): BotDoc {
  const same = others.find((one) => one.intents === doc.intents && one.flows === doc.flows);
  return same ?? doc;
}
