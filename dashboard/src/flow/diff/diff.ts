import { type BotDoc, type JsonObject, equal } from "../document";
import { phrasesOf } from "../states";
import { lineChanges } from "./lines";
import { stateChanges } from "./states";
import type { DocDiff, IntentChange } from "./types";

/** How one document differs from another, in parts that can be told in words. */
export function diffDocs(before: BotDoc, after: BotDoc): DocDiff {
  const states = stateChanges(before.flows, after.flows);
  const intents = intentChanges(before.intents, after.intents);
  const reordered =
    !sameOrder(before.flows, after.flows) || !sameOrder(before.intents, after.intents);
  return { states, intents, reordered };
}

/** Whether nothing differs at all. */
export function isSame(diff: DocDiff): boolean {
  return diff.states.length === 0 && diff.intents.length === 0 && !diff.reordered;
}

function intentChanges(olds: JsonObject, news: JsonObject): IntentChange[] {
  const [before, after] = [new Map(olds), new Map(news)];
  const changes: IntentChange[] = [];
  for (const [name, value] of after) {
    const old = before.get(name);
    if (old === undefined)
      changes.push({ kind: "added", name, removed: [], added: phrasesOf(value) });
    else if (!equal(old, value))
      changes.push({ kind: "changed", name, ...lineChanges(phrasesOf(old), phrasesOf(value)) });
  }
  for (const [name, value] of before) {
    if (!after.has(name))
      changes.push({ kind: "removed", name, removed: phrasesOf(value), added: [] });
  }
  return changes;
}

/** Whether the keys that two maps share stand in the same order. */
function sameOrder(before: JsonObject, after: JsonObject): boolean {
  const [old, now] = [new Set(before.keys()), new Set(after.keys())];
  const kept = [...old].filter((key) => now.has(key));
  const still = [...now].filter((key) => old.has(key));
  return kept.every((key, place) => key === still[place]);
}
