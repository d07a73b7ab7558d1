import { type Json, JsonNumber } from "./object";

const INTEGER = /^(?:0|-?[1-9]\d*)$/;
const DECIMAL = /^-?\d+\.\d+$/;
const SCIENTIFIC = /^-?\d(?:\.\d+)?e-?\d+$/;
const CONSTANTS = new Map<string, Json>([
  ["", null],
  ["~", null],
  ["null", null],
  ["true", true],
  ["false", false],
]);

/**
 * What a word without quotes means, as the server reads it: `yes`, `no`, `on` and `off` stay
 * words, and what would not be written back the same (`0711111111`, `1.50`) stays text.
 */
export function resolved(word: string): Json {
  const constant = CONSTANTS.get(word);
  if (constant !== undefined) return constant;
  return isNumber(word) ? new JsonNumber(word) : word;
}

export function isNumber(word: string): boolean {
  if (INTEGER.test(word)) return true;
  const value = Number(word);
  if (!Number.isFinite(value)) return false;
  if (DECIMAL.test(word)) {
    const shortest = Object.is(value, -0) ? "-0" : String(value);
    return shortest === word.replace(/\.0$/, "");
  }
  const power = Number(/e(.*)/.exec(word)?.[1] ?? 0);
  const far = power < -5 || power >= 16;
  return SCIENTIFIC.test(word) && far && value.toExponential().replace("+", "") === word;
}

/** A number in a form that is read back as a number. */
export function numberText(number: JsonNumber): string {
  if (isNumber(number.text)) return number.text;
  const text = String(number.value);
  if (/^-?\d+$/.test(text)) return `${text}.0`;
  return isNumber(text) ? text : number.value.toExponential().replace("+", "");
}
