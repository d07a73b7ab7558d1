import { isObject } from "./json";
import { type Json, JsonObject } from "./object";
import { parse } from "./parse";
import { write } from "./write";

/** What an author edits: the draft of a bot, as written. */
export interface BotDoc {
  readonly intents: JsonObject;
  readonly flows: JsonObject;
}

export const EMPTY_DOC: BotDoc = { intents: JsonObject.empty, flows: JsonObject.empty };

/** The document in a value such as `{"intents": …, "flows": …}`; what is no map counts as none. */
export function docOf(value: Json): BotDoc {
  const part = (key: string): JsonObject => {
    const held = isObject(value) ? value.get(key) : undefined;
    return isObject(held) ? held : JsonObject.empty;
  };
  return { intents: part("intents"), flows: part("flows") };
}

export function jsonOf(doc: BotDoc): JsonObject {
  return JsonObject.of([
    ["intents", doc.intents],
    ["flows", doc.flows],
  ]);
}

/** Read a draft from the text that the server sent. */
export function parseDoc(text: string): BotDoc {
  return docOf(parse(text));
}

/** A draft as the server keeps it. */
export function writeDoc(doc: BotDoc): string {
  return write(jsonOf(doc));
}
