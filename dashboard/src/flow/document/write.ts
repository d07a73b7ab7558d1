import { isList, isObject } from "./json";
import { type Json, JsonNumber } from "./object";

/** Compact JSON, letter for letter as the server writes it. */
export function write(value: Json): string {
  const pieces: string[] = [];
  put(value, pieces);
  return pieces.join("");
}

function put(value: Json, pieces: string[]): void {
  if (isObject(value)) {
    let sign = "{";
    for (const [key, item] of value) {
      pieces.push(sign, JSON.stringify(key), ":");
      put(item, pieces);
      sign = ",";
    }
    pieces.push(value.size ? "}" : "{}");
  } else if (isList(value)) {
    value.forEach((item, index) => {
      pieces.push(index ? "," : "[");
      put(item, pieces);
    });
    pieces.push(value.length ? "]" : "[]");
  } else pieces.push(scalar(value));
}

/** JSON in lines, with two spaces a level, as the server exports it. */
export function writePretty(value: Json): string {
  const pieces: string[] = [];
  putLines(value, "\n", pieces);
  pieces.push("\n");
  return pieces.join("");
}

function putLines(value: Json, line: string, pieces: string[]): void {
  const deeper = `${line}  `;
  if (isObject(value) && value.size) {
    let sign = "{";
    for (const [key, item] of value) {
      pieces.push(sign, deeper, JSON.stringify(key), ": ");
      putLines(item, deeper, pieces);
      sign = ",";
    }
    pieces.push(line, "}");
  } else if (isList(value) && value.length) {
    value.forEach((item, index) => {
      pieces.push(index ? "," : "[", deeper);
      putLines(item, deeper, pieces);
    });
    pieces.push(line, "]");
  } else pieces.push(isObject(value) ? "{}" : isList(value) ? "[]" : scalar(value));
}

function scalar(value: Json): string {
  return value instanceof JsonNumber ? value.text : JSON.stringify(value);
}
