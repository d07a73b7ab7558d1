import { isList, isObject } from "./json";
import { type Json, JsonNumber } from "./object";
import { numberText, resolved } from "./yaml_scalars";

const LONGEST_KEY = 1_000;
/** Texts that need no quotes anywhere; what other readers take for something else has some. */
const SAFE =
  /^[\p{L}\p{N}/($€£](?:[^\p{C}\u2028\u2029:#"'`,[\]{}&*!|>%\\@]|:(?=[^\s\p{C}])|[,'"!%@](?=.)|[!?.])*$/u;
const AMBIGUOUS =
  /^(?:y|n|yes|no|on|off|true|false|null|[-+.\d][-+.\d_eExXoOa-fA-F:]*|\d{4}-\d\d?-\d\d?.*)$/i;
const BLOCK = /^[^\s\p{C}\u2028\u2029](?:[^\p{C}\u2028\u2029]|\n)*$/u;
const RARE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/gu;

/** YAML as an author writes it: maps and lists in lines, quotes only where they are needed. */
export function writeYaml(value: Json): string {
  const pieces: string[] = [];
  if (isObject(value) && value.size) putMap(value, "", "", pieces);
  else if (isList(value) && value.length) putList(value, "", "", pieces);
  else pieces.push(inline(value, ""), "\n");
  return pieces.join("");
}

/** `first` leads the first line, `indent` all others. */
function putMap(
  map: Iterable<readonly [string, Json]>,
  first: string,
  indent: string,
  pieces: string[],
): void {
  let lead = first;
  for (const [key, value] of map) {
    const name = quotedUnlessSafe(key);
    if (name.length > LONGEST_KEY) pieces.push(lead, "? ", name, "\n", indent, ":");
    else pieces.push(lead, name, ":");
    putValue(value, indent, pieces);
    lead = indent;
  }
}

function putList(list: readonly Json[], first: string, indent: string, pieces: string[]): void {
  let lead = first;
  for (const item of list) {
    const deeper = `${indent}  `;
    if (isObject(item) && item.size) putMap(item, `${lead}- `, deeper, pieces);
    else if (isList(item) && item.length) putList(item, `${lead}- `, deeper, pieces);
    else pieces.push(lead, "- ", inline(item, deeper), "\n");
    lead = indent;
  }
}

function putValue(value: Json, indent: string, pieces: string[]): void {
  const deeper = `${indent}  `;
  if (isObject(value) && value.size) {
    pieces.push("\n");
    putMap(value, deeper, deeper, pieces);
  } else if (isList(value) && value.length) {
    pieces.push("\n");
    putList(value, deeper, deeper, pieces);
  } else pieces.push(" ", inline(value, deeper), "\n");
}

function inline(value: Json, indent: string): string {
  if (value === null) return "null";
  if (typeof value === "boolean") return String(value);
  if (value instanceof JsonNumber) return numberText(value);
  if (typeof value !== "string") return isList(value) ? "[]" : "{}";
  return value.includes("\n") && BLOCK.test(value) ? block(value, indent) : quotedUnlessSafe(value);
}

function quotedUnlessSafe(text: string): string {
  const safe = SAFE.test(text) && !text.endsWith(" ") && !text.includes(" #");
  return safe && !AMBIGUOUS.test(text) && typeof resolved(text) === "string"
    ? text
    : JSON.stringify(text).replace(RARE, escaped);
}

/** A text of several lines under a `|`. */
function block(text: string, indent: string): string {
  const ending = /\n*$/.exec(text)?.[0].length ?? 0;
  const sign = ending === 0 ? "|-" : ending === 1 ? "|" : "|+";
  const body = ending ? text.slice(0, -1) : text;
  const lines = body.split("\n").map((line) => (line ? indent + line : ""));
  return [sign, ...lines].join("\n");
}

function escaped(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
