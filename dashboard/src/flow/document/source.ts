import type { Path } from "./json";

export type SourceFormat = "json" | "yaml";

/** Why a text can't be read; the words for people belong to the page that shows it. */
export type SourceProblem =
  | "expected_value"
  | "expected_key"
  | "expected_colon"
  | "expected_comma"
  | "unexpected_end"
  | "unclosed_text"
  | "bad_escape"
  | "line_break_in_text"
  | "bad_number"
  | "more_than_one_value"
  | "too_deep"
  | "too_large"
  | "tab_as_indent"
  | "bad_indent"
  | "bad_alias"
  | "bad_merge"
  | "tag_refused"
  | "key_not_text"
  | "unreadable"
  | "not_a_bot";

export interface SourceError {
  readonly problem: SourceProblem;
  /** What was found there, or what the reader says about it. */
  readonly detail: string;
  /** Counted from 0, in UTF-16 units as editors do. */
  readonly offset: number;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
}

/** A stretch of a text: offsets from 0, the end excluded; lines from 1, the last included. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly endLine: number;
}

/** Where a value and what is in it stand in a text. */
export interface Place {
  readonly from: number;
  readonly to: number;
  /** Where its key begins, for a value of a map. */
  readonly key?: number;
  readonly inner?: ReadonlyMap<string | number, Place>;
}

/** A key that a map has twice; the last one counts. */
export interface TwiceKey {
  readonly key: string;
  readonly offset: number;
}

/** Finds the line of an offset. */
export class Lines {
  readonly #starts: readonly number[];

  constructor(readonly text: string) {
    const starts = [0];
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  /** The line that an offset is on, from 1. */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  error(problem: SourceProblem, offset: number, detail = ""): SourceError {
    const at = Math.max(0, Math.min(offset, this.text.length));
    const line = this.lineOf(at);
    return { problem, detail, offset: at, line, column: at - (this.#starts[line - 1] ?? 0) + 1 };
  }

  span(place: Place): Span {
    const from = place.key ?? place.from;
    const to = Math.max(from, place.to);
    return { from, to, line: this.lineOf(from), endLine: this.lineOf(Math.max(from, to - 1)) };
  }
}

/** The place of the value at a path, or of the nearest value around it. */
export function placeAt(root: Place, path: Path): Place {
  let here = root;
  for (const step of path) {
    const inner = here.inner?.get(step);
    if (inner === undefined) return here;
    here = inner;
  }
  return here;
}
