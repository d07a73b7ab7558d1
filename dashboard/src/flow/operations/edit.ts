/** Changing one state in the form in which it is written. */
import {
  type BotDoc,
  type Json,
  JsonObject,
  isObject,
  parse,
  write,
  writePretty,
} from "../document";
import { type Result, failed, ok } from "../result";
import { type State, formOf, readState } from "../states";
import type { OpError, OpProblem } from "./operation";

export type Edited = Result<BotDoc, OpError>;

export function refused(problem: OpProblem, name: string): Edited {
  return failed({ problem, name });
}

export function withFlows(doc: BotDoc, flows: JsonObject): BotDoc {
  return flows === doc.flows ? doc : { ...doc, flows };
}

export function withIntents(doc: BotDoc, intents: JsonObject): BotDoc {
  return intents === doc.intents ? doc : { ...doc, intents };
}

/** Change a state as a map; the change says null where it has nothing to say to such a state. */
export function editState(
  doc: BotDoc,
  name: string,
  change: (map: JsonObject, state: State) => JsonObject | OpProblem,
): Edited {
  const raw = doc.flows.get(name);
  if (raw === undefined) return refused("no_such_state", name);
  const state = readState(raw);
  const changed = change(state.map, state);
  if (!(changed instanceof JsonObject)) return refused(changed, name);
  return ok(withFlows(doc, doc.flows.set(name, inForm(raw, changed))));
}

/** A changed map in the form that the state has: a map, JSON text, or a mere message. */
export function inForm(raw: Json, map: JsonObject): Json {
  const now = formOf(raw);
  if (now.map === map) return raw;
  if (now.form === "json" && typeof raw === "string") return rewritten(raw, map);
  if (now.form === "message" && map.size === 1) {
    const message = map.get("message");
    if (message !== undefined && formOf(message).form === "message") return message;
  }
  return map;
}

/** JSON text, spaced like the text that it takes the place of. */
function rewritten(text: string, map: JsonObject): string {
  const old = parse(text);
  if (text === write(old)) return write(map);
  return text.includes("\n") ? writePretty(map).trimEnd() : spaced(map);
}

function spaced(value: Json): string {
  if (isObject(value)) {
    const pairs = [...value].map(([key, item]) => `${JSON.stringify(key)}: ${spaced(item)}`);
    return `{${pairs.join(", ")}}`;
  }
  return Array.isArray(value) ? `[${value.map(spaced).join(", ")}]` : write(value);
}

/** A map with a value in place of the old one; a new key goes behind the first of some others. */
export function put(
  map: JsonObject,
  key: string,
  value: Json,
  behind: readonly string[],
): JsonObject {
  if (map.has(key)) return map.set(key, value);
  const place = behind.find((other) => map.has(other));
  return place === undefined ? map.insertFirst(key, value) : map.insertAfter(place, key, value);
}
