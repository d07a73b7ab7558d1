/** What a state says: its message, media, buttons and validators. */
import {
  type BotDoc,
  type Json,
  JsonObject,
  clean,
  equal,
  isList,
  isObject,
  write,
} from "../document";
import {
  type Button,
  type Lines,
  MEDIA_KINDS,
  type Medium,
  type State,
  type Validator,
  strip,
  textOf,
  variationsOf,
} from "../states";
import { type Edited, editState, put } from "./edit";
import { withVariation, withVariations } from "./lines";
import type { OpProblem } from "./operation";

export function setMessage(doc: BotDoc, name: string, lines: Lines, variation: number): Edited {
  return editSpeaking(doc, name, (map) => {
    const old = map.get("message");
    return says(map, withVariation(old, variation, lines));
  });
}

export function setVariations(doc: BotDoc, name: string, variations: readonly Lines[]): Edited {
  return editSpeaking(doc, name, (map) =>
    says(map, withVariations(map.get("message"), variations)),
  );
}

export function setMedia(doc: BotDoc, name: string, media: readonly Medium[]): Edited {
  return editSpeaking(doc, name, (map, state) => {
    let changed = map;
    if (alike(state.media, media, mediumKey)) return map;
    for (const kind of MEDIA_KINDS) {
      const wanted = media.filter((medium) => medium.kind === kind);
      const old = map.get(kind);
      if (old === undefined && !wanted.length) continue;
      const items = mediaItems(old, wanted);
      changed = items.length
        ? put(changed, kind, fitting(old, items), [...MEDIA_KINDS.toReversed(), "message"])
        : emptied(changed, kind);
    }
    return changed;
  });
}

export function setButtons(doc: BotDoc, name: string, buttons: readonly Button[]): Edited {
  return editSpeaking(doc, name, (map, state) => withButtons(map, state, buttons));
}

export function withButtons(map: JsonObject, state: State, buttons: readonly Button[]): JsonObject {
  const old = map.get("buttons");
  if (alike(state.buttons, buttons, buttonKey)) return map;
  if (!buttons.length) {
    return typed(emptied(map, "buttons"), "interactive", "text");
  }
  const items = buttonItems(old, buttons);
  const only = items.length === 1 ? items[0] : undefined;
  const value = isObject(old) && only !== undefined ? only : items;
  const changed = put(map, "buttons", value, ["type", "message"]);
  return state.buttons.length ? changed : typed(changed, "text", "interactive");
}

export function setValidators(doc: BotDoc, name: string, validators: readonly Validator[]): Edited {
  return editSpeaking(doc, name, (map, state) => {
    const old = map.get("validators");
    if (alike(state.validators, validators, validatorKey)) return map;
    const written = isList(old) ? old : old === undefined || old === null ? [] : [old];
    const items = validators.map((one) =>
      validatorItem(one.origin === undefined ? undefined : written[one.origin], one),
    );
    return put(map, "validators", items.length ? fitting(old, items) : [], [
      "buttons",
      "type",
      "message",
    ]);
  });
}

function editSpeaking(
  doc: BotDoc,
  name: string,
  change: (map: JsonObject, state: State) => JsonObject | OpProblem,
): Edited {
  return editState(doc, name, (map, state) =>
    state.kind === "choice" ? "a_choice_menu" : change(map, state),
  );
}

function says(map: JsonObject, message: Json): JsonObject {
  if (map.has("message")) return map.set("message", message);
  return isList(message) && !message.length ? map : map.insertFirst("message", message);
}

/** A list that stands for the old one; one thing without a list stays so. */
function fitting(old: Json | undefined, items: readonly Json[]): Json {
  const [only] = items;
  const alone = old !== undefined && old !== null && !isList(old);
  return alone && items.length === 1 && only !== undefined ? only : items;
}

/** Whether two lists say the same, so that what is written can stay. */
function alike<Item>(
  a: readonly Item[],
  b: readonly Item[],
  keyOf: (item: Item) => string,
): boolean {
  return a.length === b.length && a.every((item, at) => b[at] && keyOf(item) === keyOf(b[at]));
}

function buttonKey({ id, title }: Button): string {
  return JSON.stringify([id, title]);
}

function mediumKey({ kind, link, caption }: Medium): string {
  return JSON.stringify([kind, link, caption]);
}

function validatorKey({ type, error, parameters }: Validator): string {
  return JSON.stringify([type, error, [...parameters].map(([key, value]) => [key, write(value)])]);
}

/** Without a key; an empty list where the state would be taken for something else without it. */
function emptied(map: JsonObject, key: string): JsonObject {
  const others = map.delete(key);
  return others.has("message") || others.has("next_state") || others.has("next")
    ? others
    : map.set(key, []);
}

function typed(map: JsonObject, from: string, to: string): JsonObject {
  return map.get("type") === from ? map.set("type", to) : map;
}

/** The items that are written as buttons, each with the buttons in it. */
interface Written {
  readonly raw: Json;
  readonly first: number;
  readonly count: number;
}

function writtenButtons(old: Json | undefined): Written[] {
  let first = 0;
  return (isList(old) ? old : old === undefined || old === null ? [] : [old]).map((raw) => {
    const count = isObject(raw) ? raw.size : strip(textOf(raw)) === "" ? 0 : 1;
    const item = { raw, first, count };
    first += count;
    return item;
  });
}

function buttonItems(old: Json | undefined, buttons: readonly Button[]): Json[] {
  const owner = new Map<number, Written>();
  for (const item of writtenButtons(old)) {
    for (let at = 0; at < item.count; at += 1) owner.set(item.first + at, item);
  }
  const items: Json[] = [];
  let group: { item: Written | undefined; buttons: Button[] } | null = null;
  const close = (): void => {
    if (group) items.push(...groupItems(group.item, group.buttons));
    group = null;
  };
  for (const button of buttons) {
    let item = button.origin === undefined ? undefined : owner.get(button.origin);
    // New buttons of a bot that writes them as one map belong into that map, too.
    if (item === undefined && isObject(old)) item = owner.get(0);
    if (group === null || item === undefined || group.item !== item) close();
    group ??= { item, buttons: [] };
    group.buttons.push(button);
  }
  close();
  return items;
}

function groupItems(item: Written | undefined, buttons: readonly Button[]): Json[] {
  const [only] = buttons;
  if (item && typeof item.raw === "string" && only && isBare(item.raw, only)) return [item.raw];
  const old = item && isObject(item.raw) ? [...item.raw] : [];
  const entries = buttons.map(({ id, title, origin }) => {
    const before = item && origin !== undefined ? old[origin - item.first] : undefined;
    const same = before && textOf(before[1]) === title;
    return [clean(id), same ? before[1] : clean(title)] as const;
  });
  const ids = new Set(entries.map(([id]) => id));
  if (ids.size < entries.length) return entries.map((entry) => JsonObject.of([entry]));
  const map = JsonObject.of(entries);
  return [item && equal(map, item.raw) ? item.raw : map];
}

function isBare(raw: string, button: Button): boolean {
  return strip(raw) === button.id && button.id === button.title;
}

function mediaItems(old: Json | undefined, media: readonly Medium[]): Json[] {
  const written = (isList(old) ? old : old === undefined ? [] : [old]).filter(
    (item) => isObject(item) || typeof item === "string",
  );
  return media.map(({ link, caption, origin }) => {
    const raw = origin === undefined ? undefined : written[origin];
    if (typeof raw === "string" && caption === "") {
      return strip(raw) === link ? raw : clean(link);
    }
    let map = isObject(raw) ? raw : JsonObject.empty;
    if (strip(textOf(map.get("link"))) !== link || !map.has("link"))
      map = map.set("link", clean(link));
    const same = textOf(map.get("caption")) === caption;
    return same ? map : map.set("caption", clean(caption));
  });
}

function validatorItem(raw: Json | undefined, wanted: Validator): Json {
  const { type, error, parameters } = wanted;
  if (typeof raw === "string" && strip(raw) === type && !error.length && !parameters.size)
    return raw;
  let map = isObject(raw) ? raw : JsonObject.of([["type", clean(type)]]);
  if (strip(textOf(map.get("type"))) !== type) map = map.set("type", clean(type));
  for (const key of [...map.keys()]) {
    if (key !== "type" && key !== "error_message" && !parameters.has(key)) map = map.delete(key);
  }
  for (const [key, value] of parameters) {
    const before = map.get(key);
    if (!equal(before, value)) map = map.set(key, value);
  }
  return withError(map, error);
}

function withError(map: JsonObject, error: readonly Lines[]): JsonObject {
  const old = map.get("error_message");
  if (error.length) return map.set("error_message", withVariations(old ?? "", error));
  return variationsOf(old).length ? map.delete("error_message") : map;
}
