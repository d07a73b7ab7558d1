/**
 * The measures of cards, known before they are drawn: of thousands of cards only those in view
 * are ever drawn, and edges end where the cards will be. `Card.module.css` has the same numbers.
 */
import type { Handle, StateNode } from "@/flow/graph";
import type { Size } from "@/flow/layout";
import { wrappedLines } from "./wrap";

export const WIDTH = 300;
export const ENTRANCE = 30;
export const ENTRANCE_GAP = 8;
export const HEADER = 40;
export const LINE = 20;
export const BODY_PADDING = 12;
export const NOTE = 24;
export const CHIPS = 30;
export const ROW = 34;
/** The points that lines start and end at. */
export const PORT = 12;
export const GHOST: Size = { width: 240, height: 64 };

const TEXT_WIDTH = WIDTH - 28;
const MOST_LINES = 7;
const MOST_FALLBACK_LINES = 2;
export const MOST_MEDIA = 3;

/** Where everything of a state's card is. */
export interface CardShape {
  readonly size: Size;
  /** Where the card itself begins, under the mark of an entrance. */
  readonly top: number;
  /** How many lines of its message are shown. */
  readonly lines: number;
  /** How many lines of a choice menu's fallback are shown. */
  readonly fallbackLines: number;
  /** Where edges come in, and where those of each handle leave; from the upper edge. */
  readonly inlet: number;
  readonly outlets: ReadonlyMap<string, number>;
}

const shapes = new WeakMap<StateNode, CardShape>();

/** The measures of a state's card. */
export function shapeOf(node: StateNode): CardShape {
  const known = shapes.get(node);
  if (known) return known;
  const shape = measured(node);
  shapes.set(node, shape);
  return shape;
}

function measured({ state, handles, entrance }: StateNode): CardShape {
  const top = entrance ? ENTRANCE + ENTRANCE_GAP : 0;
  const silent = state.kind !== "choice" && state.lines.length === 0 && state.media.length === 0;
  const lines = silent ? 1 : wrappedLines(state.lines, TEXT_WIDTH, MOST_LINES);
  const fallback = state.fallback[0] ?? [];
  const fallbackLines = wrappedLines(fallback, TEXT_WIDTH - 20, MOST_FALLBACK_LINES);
  let y = top + HEADER;
  if (lines > 0) y += lines * LINE + BODY_PADDING;
  if (state.variations.length > 1) y += NOTE;
  y += mediaRows(state.media.length) * NOTE;
  if (state.validators.length > 0) y += CHIPS;
  const outlets = new Map<string, number>();
  for (const { id } of handles) {
    outlets.set(id, y + ROW / 2);
    y += ROW;
  }
  if (fallbackLines > 0) y += fallbackLines * LINE + BODY_PADDING;
  return {
    size: { width: WIDTH, height: y },
    top,
    lines,
    fallbackLines,
    inlet: top + HEADER / 2,
    outlets,
  };
}

export function mediaRows(count: number): number {
  return count > MOST_MEDIA ? MOST_MEDIA + 1 : count;
}

/** Whether nothing is drawn at the other end of a handle, but a chip says so on the card. */
export function endsHere({ lead, kind }: Handle): boolean {
  return lead !== "state" && !(lead === "missing" && kind !== "button");
}
