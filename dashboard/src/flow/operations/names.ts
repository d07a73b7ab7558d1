import type { BotDoc } from "../document";
import { END } from "../states";
import type { OpError } from "./operation";

/** What the names of choice menus begin with. */
export const CHOICE_PREFIX = "choice_";

/** The longest name that a card can show and an author can remember. */
export const LONGEST_NAME = 500;

/** A name as it is kept: no space around it, in one line. */
export function tidyName(written: string): string {
  return written.replace(/\s*[\r\n]+\s*/g, " ").trim();
}

/** The name of a choice menu, with its prefix. */
export function choiceName(written: string): string {
  const name = tidyName(written);
  return name.startsWith(CHOICE_PREFIX) ? name : CHOICE_PREFIX + name;
}

/** Why a new or renamed state can't be called so; null when it can. */
export function stateNameError(doc: BotDoc, name: string, now?: string): OpError | null {
  const error = nameError(name) ?? (name === END ? { problem: "name_reserved", name } : null);
  if (error) return error;
  return name !== now && doc.flows.has(name) ? { problem: "name_taken", name } : null;
}

/** Why a new or renamed intent can't be called so; null when it can. */
export function intentNameError(doc: BotDoc, name: string, now?: string): OpError | null {
  const error = nameError(name);
  if (error) return error;
  return name !== now && doc.intents.has(name) ? { problem: "name_taken", name } : null;
}

function nameError(name: string): OpError | null {
  if (name.trim() === "") return { problem: "name_empty", name };
  return name.length > LONGEST_NAME ? { problem: "name_too_long", name } : null;
}

/** A name that is not taken: the wanted one, or the same with a number. */
export function freshName(taken: (name: string) => boolean, wanted: string): string {
  if (wanted !== END && wanted !== "" && !taken(wanted)) return wanted;
  const [, stem = wanted, number = "1"] = /^(.*?)_(\d{1,6})$/.exec(wanted) ?? [];
  for (let next = Number(number) + 1; ; next += 1) {
    const name = `${stem}_${next}`;
    if (!taken(name)) return name;
  }
}

/** A name for a new state that is neither a state nor an intent. */
export function freshStateName(doc: BotDoc, wanted: string): string {
  return freshName((name) => doc.flows.has(name) || doc.intents.has(name), wanted);
}

/**
 * New names for copies of states: each as it was where it is free, else with a number.
 * `paste_states` and `duplicate_states` use the very same.
 */
export function freshNames(doc: BotDoc, names: Iterable<string>): ReadonlyMap<string, string> {
  const given = new Set<string>();
  const fresh = new Map<string, string>();
  for (const name of names) {
    const to = freshName((one) => doc.flows.has(one) || given.has(one), name);
    given.add(to);
    fresh.set(name, to);
  }
  return fresh;
}
