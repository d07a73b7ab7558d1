/** What leads where: next states, choices, and buttons that name a state. */
import { type BotDoc, type Json, JsonObject, clean, isObject } from "../document";
import { ok } from "../result";
import {
  type Button,
  type Choice,
  END,
  type Lines,
  MENU_KEYS,
  SPEAKING_KEYS,
  type State,
  nextKeyOf,
  readState,
  strip,
  textOf,
} from "../states";
import { withButtons } from "./content";
import { type Edited, editState, inForm, refused, withFlows } from "./edit";
import { withVariations } from "./lines";
import type { OpProblem, Source } from "./operation";

export function connect(doc: BotDoc, source: Source, target: string): Edited {
  return editState(doc, source.state, (map, state) => {
    if (source.from === "button") return withButtonTo(map, state, source.index, target);
    if (source.from === "state") {
      return state.kind === "choice" ? "a_choice_menu" : withNext(map, target);
    }
    if (state.kind !== "choice") return "not_a_choice_menu";
    return withTarget(map, source.key, target) ?? "no_such_choice";
  });
}

export function disconnect(doc: BotDoc, source: Source): Edited {
  if (source.from !== "button") return connect(doc, source, END);
  const taken = (id: string): boolean => doc.flows.has(id) || doc.intents.has(id);
  return editState(doc, source.state, (map, state) => {
    const ids = new Set(state.buttons.map(({ id }) => id));
    let number = source.index + 1;
    while (ids.has(String(number)) || taken(String(number))) number += 1;
    return withButtonTo(map, state, source.index, String(number));
  });
}

export function setChoices(doc: BotDoc, name: string, choices: readonly Choice[]): Edited {
  const wanted = choices.map((choice) => ({ ...choice, target: choice.target || END }));
  const fault = faultOf(wanted);
  if (fault) return refused(...fault);
  const edited = editState(doc, name, (map, state) =>
    state.kind === "choice" ? withChoices(map, state, wanted) : "not_a_choice_menu",
  );
  const menu = doc.flows.get(name);
  if (!edited.ok || menu === undefined) return edited;
  return ok(withAnswers(edited.value, name, renamedKeys(readState(menu), wanted)));
}

export function setFallback(doc: BotDoc, name: string, variations: readonly Lines[]): Edited {
  return editState(doc, name, (map, state) => {
    if (state.kind !== "choice") return "not_a_choice_menu";
    if (!variations.length) return map.delete("fallback_message");
    return map.set("fallback_message", withVariations(map.get("fallback_message"), variations));
  });
}

/** A choice menu as it is written anew, or what is wrong with it. */
export function menuOf(
  choices: readonly Choice[],
  fallback: Lines,
): JsonObject | [problem: OpProblem, name: string] {
  const fault = faultOf(choices);
  if (fault) return fault;
  const says: [string, Json][] = fallback.length ? [["fallback_message", fallback.map(clean)]] : [];
  const options = choices.map(({ key, target }) => [clean(key), clean(target) || END] as const);
  return options.some(([key]) => isKeyword(key))
    ? JsonObject.of([["choices", JsonObject.of(options)], ...says])
    : JsonObject.of([...options, ...says]);
}

/** The document with every way to some states leading elsewhere; buttons follow new names only. */
export function retargeted(
  doc: BotDoc,
  to: ReadonlyMap<string, string>,
  buttonsToo: boolean,
): BotDoc {
  const flows = doc.flows.map((raw) => retargetedState(doc, raw, to, buttonsToo));
  return withFlows(doc, flows);
}

export function retargetedState(
  doc: BotDoc,
  raw: Json,
  to: ReadonlyMap<string, string>,
  buttonsToo: boolean,
): Json {
  const state = readState(raw);
  let { map } = state;
  if (state.kind === "choice") {
    for (const { key, target } of state.choices) {
      const goal = to.get(target);
      if (goal !== undefined) map = withTarget(map, key, goal) ?? map;
    }
    return inForm(raw, map);
  }
  for (const key of ["next_state", "next"]) {
    const goal = to.get(textOf(map.get(key)));
    if (goal !== undefined && map.has(key)) map = map.set(key, goal);
  }
  if (buttonsToo && state.buttons.some(({ id }) => to.has(id))) {
    const answers = answersOf(doc, state);
    const buttons = state.buttons.map((button): Button => {
      const goal = answers.has(button.id) ? undefined : to.get(button.id);
      return goal === undefined ? button : { ...button, id: goal };
    });
    map = withButtons(map, state, buttons);
  }
  return inForm(raw, map);
}

/** The keys that a button of this state can answer: those of the choice menu that comes next. */
export function answersOf(doc: BotDoc, state: State): ReadonlySet<string> {
  const following = state.next === END ? undefined : doc.flows.get(state.next);
  if (following === undefined) return new Set();
  return new Set(readState(following).choices.map(({ key }) => key));
}

function withNext(map: JsonObject, target: string): JsonObject {
  const key = nextKeyOf(map);
  if (target === END && !map.has(key)) return map;
  return textOf(map.get(key)) === target ? map : map.set(key, clean(target));
}

function withTarget(map: JsonObject, key: string, target: string): JsonObject | undefined {
  const inner = map.get("choices");
  const options = isObject(inner) ? inner : map;
  const old = options.get(key);
  if (old === undefined || (options === map && MENU_KEYS.has(key))) return undefined;
  if (textOf(old) === target) return map;
  const changed = options.set(key, clean(target));
  return options === map ? changed : map.set("choices", changed);
}

function withButtonTo(
  map: JsonObject,
  state: State,
  index: number,
  target: string,
): JsonObject | OpProblem {
  const button = state.buttons[index];
  if (button === undefined) return "no_such_button";
  return withButtons(map, state, state.buttons.with(index, { ...button, id: target }));
}

function withChoices(map: JsonObject, state: State, choices: readonly Choice[]): JsonObject {
  const same = choices.every(({ key, target }, at) => {
    const old = state.choices[at];
    return old?.key === key && old.target === target;
  });
  if (same && choices.length === state.choices.length) return map;
  const inner = map.get("choices");
  const options = isObject(inner) ? inner : map;
  const entries = choices.map(({ key, target, origin }): [string, Json] => {
    const old = origin === undefined ? undefined : state.choices[origin];
    const raw = old?.target === target ? options.get(old.key) : undefined;
    return [clean(key), raw ?? clean(target)];
  });
  if (isObject(inner)) return map.set("choices", JsonObject.of(entries));
  const others = [...map].filter(([key]) => MENU_KEYS.has(key));
  if (entries.some(([key]) => isKeyword(key))) {
    return JsonObject.of([
      ["choices", JsonObject.of(entries)],
      ...others.filter(([key]) => key !== "choices"),
    ]);
  }
  const first = [...map.keys()].findIndex((key) => !MENU_KEYS.has(key));
  const before = others.slice(0, Math.max(0, first));
  return JsonObject.of([...before, ...entries, ...others.slice(before.length)]);
}

function faultOf(choices: readonly Choice[]): [problem: OpProblem, name: string] | null {
  if (!choices.length) return ["no_choices", ""];
  const seen = new Set<string>();
  for (const { key } of choices) {
    if (strip(key) === "") return ["choice_empty", key];
    if (seen.has(key)) return ["choice_taken", key];
    seen.add(key);
  }
  return null;
}

/** Keys that mean something else when they stand in a state, so that no choice can be called so. */
function isKeyword(key: string): boolean {
  return SPEAKING_KEYS.has(key) || MENU_KEYS.has(key);
}

function renamedKeys(menu: State, choices: readonly Choice[]): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  for (const { key, origin } of choices) {
    const old = origin === undefined ? undefined : menu.choices[origin]?.key;
    if (old !== undefined && old !== key) renamed.set(old, key);
  }
  return renamed;
}

/** The buttons that answer a choice menu follow the new keys of its choices. */
function withAnswers(doc: BotDoc, menu: string, keys: ReadonlyMap<string, string>): BotDoc {
  if (!keys.size) return doc;
  const flows = doc.flows.map((raw) => {
    const state = readState(raw);
    if (state.next !== menu || !state.buttons.some(({ id }) => keys.has(id))) return raw;
    const buttons = state.buttons.map((button) => ({
      ...button,
      id: keys.get(button.id) ?? button.id,
    }));
    return inForm(raw, withButtons(state.map, state, buttons));
  });
  return withFlows(doc, flows);
}
