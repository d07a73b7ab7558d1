/** From whatever an author wrote to plain text, as the server does it; nothing is refused. */
import { type Json, JsonNumber, clean, isList, isObject } from "../document";

const DEEPEST = 64;

export type Lines = readonly string[];

// eslint-disable-next-line no-control-regex -- Python counts these as space
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** A text without space around it: what Python takes for space, which is not what JavaScript does. */
export function strip(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && SPACE.test(text.charAt(from))) from += 1;
  while (to > from && SPACE.test(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

/** One text; `yes` or `no` for a boolean. */
export function textOf(value: Json | undefined): string {
  return text(value, 0);
}

/** A list: itself, or the one thing that stands where a list belongs. */
export function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}

/** Lines: lists in lists are laid flat, a map gives a `key: value` line for each pair. */
export function linesOf(value: Json | undefined): Lines {
  const lines: string[] = [];
  addLines(value, 0, lines);
  return lines;
}

/** The ways to say a message: several for a list of lists, else one, or none at all. */
export function variationsOf(value: Json | undefined): readonly Lines[] {
  const ways = isList(value) && value.every(isList) ? value.map(linesOf) : [linesOf(value)];
  return ways.filter((way) => way.length > 0);
}

/** Example sentences, flat and without the empty ones. */
export function phrasesOf(value: Json | undefined): Lines {
  const items = isObject(value) ? [...value.values()] : value;
  return linesOf(items).filter((line) => strip(line) !== "");
}

function text(value: Json | undefined, depth: number): string {
  if (typeof value === "string") return clean(value);
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value instanceof JsonNumber) return digits(value);
  const lines: string[] = [];
  addLines(value, depth, lines);
  return lines.join(", ");
}

function addLines(value: Json | undefined, depth: number, lines: string[]): void {
  if (depth > DEEPEST || value === undefined || value === null) return;
  if (isList(value)) {
    for (const item of value) {
      if (item === null) lines.push("");
      else addLines(item, depth + 1, lines);
    }
  } else if (isObject(value)) {
    for (const [key, item] of value) {
      lines.push(`${clean(key)}: ${text(item, depth + 1)}`);
    }
  } else lines.push(text(value, depth));
}

/** The number as the server says it: Python writes fractions as short as they can be. */
function digits(number: JsonNumber): string {
  if (number.isInteger) return number.text === "-0" ? "0" : number.text;
  const value = number.value;
  if (!Number.isFinite(value)) return number.text;
  const [mantissa = "", exponent = "0"] = value.toExponential().split("e");
  const power = Number(exponent);
  const sign = Object.is(value, -0) ? "-" : "";
  if (power < -4 || power >= 16) {
    return `${sign}${mantissa}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
  }
  const plain = String(value);
  return `${sign}${plain.includes(".") ? plain : `${plain}.0`}`;
}
