import { type Json, type JsonList, JsonNumber, JsonObject } from "./object";

/** The way to a value: keys of maps, and positions in lists. */
export type Path = readonly (string | number)[];

export function isObject(value: Json | undefined): value is JsonObject {
  return value instanceof JsonObject;
}

export function isList(value: Json | undefined): value is JsonList {
  return Array.isArray(value);
}

/** A number to put into a document; whole numbers are written without a fraction. */
export function numberOf(value: number): JsonNumber {
  return new JsonNumber(JSON.stringify(value));
}

/** Whether two values are the same JSON, the order of keys included. */
export function equal(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (a instanceof JsonNumber && b instanceof JsonNumber) return a.text === b.text;
  if (isList(a) && isList(b)) {
    return a.length === b.length && a.every((item, index) => equal(item, b[index]));
  }
  if (isObject(a) && isObject(b)) return equalObjects(a, b);
  return false;
}

function equalObjects(a: JsonObject, b: JsonObject): boolean {
  if (a.size !== b.size) return false;
  const others = b.entries();
  for (const [key, value] of a.entries()) {
    const other = others.next().value;
    if (other?.[0] !== key || !equal(value, other[1])) return false;
  }
  return true;
}

/** The value at a path; undefined where there is none. */
export function valueAt(value: Json, path: Path): Json | undefined {
  let here: Json | undefined = value;
  for (const step of path) {
    if (isObject(here)) here = here.get(String(step));
    else if (isList(here) && typeof step === "number") here = here[step];
    else return undefined;
  }
  return here;
}

/** The text without what no database holds: NUL and halves of characters. */
export function clean(text: string): string {
  return text.replace(UNKEPT, (found) => (found === "\0" ? "" : "?"));
}

const UNKEPT = /\0|\p{Surrogate}/gu;
