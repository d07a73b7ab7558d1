import { type Json, JsonNumber, JsonObject, isObject, parse } from "../document";
import { linesOf, listOf, strip, textOf, variationsOf } from "./plain";
import {
  type Button,
  type Choice,
  END,
  MEDIA_KINDS,
  type Medium,
  type State,
  type StateForm,
  type Validator,
} from "./state";

export const SPEAKING_KEYS: ReadonlySet<string> = new Set([
  "message",
  "next_state",
  "next",
  "type",
  "validators",
  "buttons",
  ...MEDIA_KINDS,
]);

/** The keys of a choice menu that are no choices. */
export const MENU_KEYS: ReadonlySet<string> = new Set(["fallback_message", "type", "choices"]);

const known = new WeakMap<object, State>();
const knownTexts = new Map<string, State>();
const MOST_TEXTS = 5_000;

/** Read a state by the server's rules. The same value gives the same object. */
export function readState(raw: Json): State {
  if (raw instanceof JsonObject || Array.isArray(raw)) {
    const held = known.get(raw);
    if (held) return held;
    const state = read(raw);
    known.set(raw, state);
    return state;
  }
  if (typeof raw !== "string") return read(raw);
  const held = knownTexts.get(raw);
  if (held) return held;
  if (knownTexts.size >= MOST_TEXTS) knownTexts.clear();
  const state = read(raw);
  knownTexts.set(raw, state);
  return state;
}

/** A state as a map, and how it is written. */
export function formOf(raw: Json): { form: StateForm; map: JsonObject } {
  if (isObject(raw)) return { form: "map", map: raw };
  if (typeof raw === "string" && strip(raw).startsWith("{")) {
    const map = decoded(raw);
    if (map) return { form: "json", map };
  }
  return { form: "message", map: JsonObject.of([["message", raw]]) };
}

function decoded(text: string): JsonObject | undefined {
  try {
    const value = parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function read(raw: Json): State {
  const { form, map } = formOf(raw);
  return isChoice(map) ? readChoice(raw, form, map) : readSpeaking(raw, form, map);
}

/** Whether it is a map of nothing but names, perhaps with a fallback; or one under `choices`. */
function isChoice(map: JsonObject): boolean {
  for (const key of map.keys()) if (key !== "type" && SPEAKING_KEYS.has(key)) return false;
  const inner = map.get("choices");
  if (isObject(inner)) return inner.size > 0;
  const options = optionsOf(map);
  return options.length > 0 && options.every(([, value]) => isName(value));
}

function readChoice(raw: Json, form: StateForm, map: JsonObject): State {
  const inner = map.get("choices");
  const options = isObject(inner) ? [...inner] : optionsOf(map);
  return {
    ...NOTHING,
    kind: "choice",
    form,
    raw,
    map,
    choices: options.map(([key, target], origin): Choice => ({
      key,
      target: textOf(target),
      origin,
    })),
    fallback: variationsOf(map.get("fallback_message")),
    writtenType: textOf(map.get("type")),
    unknownKeys: isObject(inner) ? [...map.keys()].filter((key) => !MENU_KEYS.has(key)) : [],
  };
}

function readSpeaking(raw: Json, form: StateForm, map: JsonObject): State {
  const buttons = buttonsOf(map.get("buttons"));
  const media = MEDIA_KINDS.flatMap((kind) => mediaOf(kind, map.get(kind)));
  const variations = variationsOf(map.get("message"));
  const silent = linesOf(map.get("message")).every((line) => strip(line) === "");
  return {
    ...NOTHING,
    kind:
      buttons.length && !isZero(map.get("buttons"))
        ? "interactive"
        : media.length && silent
          ? "media"
          : "text",
    form,
    raw,
    map,
    variations,
    lines: variations[0] ?? [],
    media,
    buttons,
    validators: listOf(map.get("validators")).flatMap(validatorOf),
    next: nextOf(map),
    writtenType: textOf(map.get("type")),
    unknownKeys: [...map.keys()].filter((key) => !SPEAKING_KEYS.has(key)),
  };
}

const NOTHING = {
  variations: [],
  lines: [],
  media: [],
  buttons: [],
  validators: [],
  next: END,
  choices: [],
  fallback: [],
} as const;

/** The key that says what comes next: `next_state`, or `next` as the first format had it. */
export function nextKeyOf(map: JsonObject): "next_state" | "next" {
  const named = map.get("next_state");
  return (named === undefined || named === null) && map.has("next") ? "next" : "next_state";
}

function nextOf(map: JsonObject): string {
  return textOf(map.get(nextKeyOf(map))) || END;
}

function optionsOf(map: JsonObject): [key: string, value: Json][] {
  return [...map].filter(([key]) => !MENU_KEYS.has(key)).map(([key, value]) => [key, value]);
}

function isName(value: Json): boolean {
  return typeof value === "string" || (value instanceof JsonNumber && value.isInteger);
}

/** What the server takes for no buttons at all. */
function isZero(value: Json | undefined): boolean {
  return value === false || (value instanceof JsonNumber && value.value === 0);
}

function buttonsOf(raw: Json | undefined): Button[] {
  const buttons: Button[] = [];
  for (const item of listOf(raw)) {
    if (isObject(item)) {
      for (const [id, title] of item) {
        buttons.push({ id, title: textOf(title), origin: buttons.length });
      }
      continue;
    }
    const text = strip(textOf(item));
    if (text) buttons.push({ id: text, title: text, origin: buttons.length });
  }
  return buttons;
}

function mediaOf(kind: Medium["kind"], raw: Json | undefined): Medium[] {
  const media: Medium[] = [];
  for (const item of listOf(raw)) {
    if (isObject(item)) {
      const link = strip(textOf(item.get("link")));
      media.push({ kind, link, caption: textOf(item.get("caption")), origin: media.length });
    } else if (typeof item === "string") {
      media.push({ kind, link: strip(textOf(item)), caption: "", origin: media.length });
    }
  }
  return media;
}

function validatorOf(raw: Json, origin: number): Validator[] {
  if (raw === null) return [];
  const map = isObject(raw) ? raw : JsonObject.of([["type", raw]]);
  const parameters = new Map([...map].filter(([key]) => key !== "type" && key !== "error_message"));
  const type = strip(textOf(map.get("type")));
  return [{ type, error: variationsOf(map.get("error_message")), parameters, origin }];
}
