import type { BotDoc } from "@/flow/document";
import { readState } from "@/flow/states";

/** How many names are worth a menu. */
const MOST = 60;

/**
 * The names under which something is remembered when a state speaks: itself, and every state on
 * a way to it; the nearest first. A state that only a choice leads to is remembered as the choice.
 */
export function rememberedBefore(doc: BotDoc, state: string): readonly string[] {
  const before = predecessors(doc);
  const found = [state];
  const seen = new Set(found);
  for (let index = 0; index < found.length && found.length < MOST; index += 1) {
    const name = found[index];
    if (name === undefined) break;
    for (const earlier of before.get(name) ?? []) {
      if (!seen.has(earlier)) {
        seen.add(earlier);
        found.push(earlier);
      }
    }
  }
  return found.slice(0, MOST).filter((name) => !onlyAfterChoice(doc, before, name));
}

function predecessors(doc: BotDoc): ReadonlyMap<string, readonly string[]> {
  const before = new Map<string, string[]>();
  for (const [name, raw] of doc.flows) {
    const state = readState(raw);
    const targets =
      state.kind === "choice"
        ? state.choices.map(({ target }) => target)
        : [state.next, ...state.buttons.map(({ id }) => id)];
    for (const target of new Set(targets)) {
      if (!doc.flows.has(target)) continue;
      const list = before.get(target);
      if (list === undefined) before.set(target, [name]);
      else list.push(name);
    }
  }
  return before;
}

function onlyAfterChoice(
  doc: BotDoc,
  before: ReadonlyMap<string, readonly string[]>,
  name: string,
): boolean {
  const earlier = before.get(name) ?? [];
  return (
    earlier.length > 0 &&
    !doc.intents.has(name) &&
    earlier.every((one) => {
      const raw = doc.flows.get(one);
      return raw !== undefined && readState(raw).kind === "choice";
    })
  );
}
