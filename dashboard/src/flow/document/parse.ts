import { type Result, failed, ok } from "../result";
import { type Entry, type Json, JsonNumber, JsonObject } from "./object";
import { Lines, type Place, type SourceError, type SourceProblem, type TwiceKey } from "./source";

/** How deep lists and maps may lie in each other; the server takes no more than 32 levels. */
export const DEEPEST = 200;

/** A text that was read, with the place of every value. */
export interface Placed {
  readonly value: Json;
  readonly place: Place;
  readonly twice: readonly TwiceKey[];
}

/** Read JSON that the server wrote. Throws a `SyntaxError` for what is no JSON. */
export function parse(text: string): Json {
  const reader = new Reader(text, false);
  try {
    return reader.document().value;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { line, column } = new Lines(text).error(error.problem, error.offset);
    throw new SyntaxError(`Line ${line}, column ${column}: ${error.problem}`);
  }
}

/** Read JSON that somebody wrote, with the place of every value. */
export function readJson(text: string): Result<Placed, SourceError> {
  try {
    return ok(new Reader(text, true).document());
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return failed(new Lines(text).error(error.problem, error.offset, error.message));
  }
}

class Fault extends Error {
  constructor(
    readonly problem: SourceProblem,
    readonly offset: number,
    detail = "",
  ) {
    super(detail);
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[^\s,:{}[\]"]*/y;
// eslint-disable-next-line no-control-regex -- JSON has none of them within a text
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const SPACE = /[ \t\n\r]*/y;
const CONSTANTS = new Map<string, Json>([
  ["null", null],
  ["true", true],
  ["false", false],
]);
const ESCAPES = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);
const NO_PLACE: Place = { from: 0, to: 0 };

class Reader {
  #at = 0;
  #depth = 0;
  readonly #twice: TwiceKey[] = [];

  constructor(
    readonly text: string,
    readonly placing: boolean,
  ) {}

  document(): Placed {
    this.#space();
    const { value, place } = this.#value();
    this.#space();
    if (this.#at < this.text.length) throw this.#fault("more_than_one_value");
    return { value, place, twice: this.#twice };
  }

  #value(): { value: Json; place: Place } {
    const from = this.#at;
    const sign = this.text[from];
    if (sign === "{") return this.#map(from);
    if (sign === "[") return this.#list(from);
    const value = sign === '"' ? this.#string() : this.#word();
    return { value, place: this.#place(from) };
  }

  #map(from: number): { value: Json; place: Place } {
    const entries: Entry[] = [];
    const inner = new Map<string, Place>();
    this.#within("}", () => {
      const start = this.#at;
      if (this.text[start] !== '"') throw this.#fault("expected_key");
      const key = this.#string();
      this.#space();
      if (this.text[this.#at] !== ":") throw this.#fault("expected_colon");
      this.#at += 1;
      this.#space();
      const { value, place } = this.#value();
      entries.push([key, value]);
      if (!this.placing) return;
      if (inner.has(key)) this.#twice.push({ key, offset: start });
      inner.set(key, { ...place, key: start });
    });
    return { value: JsonObject.of(entries), place: this.#place(from, inner) };
  }

  #list(from: number): { value: Json; place: Place } {
    const items: Json[] = [];
    const inner = new Map<number, Place>();
    this.#within("]", () => {
      const { value, place } = this.#value();
      if (this.placing) inner.set(items.length, place);
      items.push(value);
    });
    return { value: items, place: this.#place(from, inner) };
  }

  /** The members between a bracket and its counterpart. */
  #within(close: string, member: () => void): void {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw this.#fault("too_deep");
    this.#at += 1;
    this.#space();
    while (this.text[this.#at] !== close) {
      member();
      this.#space();
      const sign = this.text[this.#at];
      if (sign === ",") {
        this.#at += 1;
        this.#space();
        if (this.text[this.#at] === close) throw this.#fault("expected_value");
      } else if (sign !== close) throw this.#fault("expected_comma");
    }
    this.#at += 1;
    this.#depth -= 1;
  }

  #string(): string {
    const start = this.#at;
    let text = "";
    this.#at += 1;
    for (;;) {
      text += this.#take(PLAIN);
      const sign = this.text[this.#at];
      if (sign === '"') break;
      if (sign === undefined) throw new Fault("unclosed_text", start);
      if (sign !== "\\") throw this.#fault("line_break_in_text");
      text += this.#escape();
    }
    this.#at += 1;
    return text;
  }

  #escape(): string {
    const sign = this.text[this.#at + 1] ?? "";
    const plain = ESCAPES.get(sign);
    const code = this.text.slice(this.#at + 2, this.#at + 6);
    if (plain === undefined && !(sign === "u" && /^[\da-fA-F]{4}$/.test(code))) {
      throw this.#fault("bad_escape");
    }
    this.#at += plain === undefined ? 6 : 2;
    return plain ?? String.fromCharCode(parseInt(code, 16));
  }

  #word(): Json {
    const start = this.#at;
    const number = this.#take(NUMBER);
    const rest = this.#take(WORD);
    if (number && !rest) return new JsonNumber(number);
    const constant = CONSTANTS.get(number + rest);
    if (constant !== undefined) return constant;
    this.#at = start;
    throw this.#fault(/^[-+.]?\d/.test(number + rest) ? "bad_number" : "expected_value");
  }

  #space(): void {
    SPACE.lastIndex = this.#at;
    SPACE.test(this.text);
    this.#at = SPACE.lastIndex;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }

  #place(from: number, inner?: ReadonlyMap<string | number, Place>): Place {
    if (!this.placing) return NO_PLACE;
    return inner === undefined ? { from, to: this.#at } : { from, to: this.#at, inner };
  }

  #fault(problem: SourceProblem): Fault {
    const ended = this.#at >= this.text.length;
    return new Fault(
      ended ? "unexpected_end" : problem,
      this.#at,
      this.text.slice(this.#at, this.#at + 20),
    );
  }
}
