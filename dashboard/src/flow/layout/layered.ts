import { type Ways, columns, inOrder } from "./ranks";
import type { Point, Size } from "./types";

export const GAP: Size = { width: 120, height: 48 };

const SWEEPS = 4;

/** A card with the ways that lead to it and from it, and how far up or down it would like to be. */
interface Card {
  readonly size: Size;
  readonly before: Pull[];
  readonly after: Pull[];
  y: number;
}

/** A line to another card, and how far from the middle of each card it leaves or arrives. */
interface Pull {
  readonly card: Card;
  readonly offset: number;
}

/**
 * A layout in columns from left to right, in time nearly linear in what there is: good for flows
 * that are too large for a thorough one.
 */
export function layered(ways: Ways, sizes: readonly Size[]): readonly Point[] {
  const order = inOrder(ways);
  const column = columns(ways, order);
  const cards = sizes.map((size): Card => ({ size, before: [], after: [], y: 0 }));
  pull(ways, cards, column);
  const layers: Card[][] = [];
  for (const node of order) {
    const card = cards[node];
    if (card) (layers[column[node] ?? 0] ??= []).push(card);
  }
  for (const layer of layers)
    stack(
      layer,
      layer.map((card) => card.y),
    );
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const layer of layers) settle(layer, (card) => card.before);
    for (const layer of layers.toReversed()) settle(layer, (card) => card.after);
  }
  for (const layer of layers) settle(layer, (card) => card.before);
  const lefts = leftEdges(layers);
  return cards.map(({ y, size }, node) => ({
    x: lefts[column[node] ?? 0] ?? 0,
    y: y - size.height / 2,
  }));
}

function pull(ways: Ways, cards: readonly Card[], column: readonly number[]): void {
  for (const [from, out] of ways.entries()) {
    const card = cards[from];
    for (const [at, to] of out.entries()) {
      const other = cards[to];
      if (!card || !other || (column[to] ?? 0) <= (column[from] ?? 0)) continue;
      const offset = ((at + 1) / (out.length + 1) - 0.5) * card.size.height;
      card.after.push({ card: other, offset: -offset });
      other.before.push({ card, offset });
    }
  }
}

/** Order a column by where its lines pull it, and put each card as near to that as there is room. */
function settle(layer: Card[], pulls: (card: Card) => readonly Pull[]): void {
  const wanted = new Map(
    layer.map((card) => {
      const all = pulls(card);
      const sum = all.reduce((total, one) => total + one.card.y + one.offset, 0);
      return [card, all.length ? sum / all.length : card.y];
    }),
  );
  const wish = (card: Card): number => wanted.get(card) ?? card.y;
  layer.sort((a, b) => wish(a) - wish(b));
  stack(layer, layer.map(wish));
}

/** Cards from top to bottom, where they wish to be but not on each other; nobody pays for all. */
function stack(layer: readonly Card[], wishes: readonly number[]): void {
  let bottom = -Infinity;
  let run: Card[] = [];
  let late = 0;
  const close = (): void => {
    for (const card of run) card.y -= late / run.length;
  };
  for (const [at, card] of layer.entries()) {
    const wish = wishes[at] ?? 0;
    const half = card.size.height / 2;
    if (bottom + GAP.height <= wish - half) {
      close();
      [run, late] = [[], 0];
    }
    card.y = Math.max(wish, bottom + GAP.height + half);
    late += card.y - wish;
    run.push(card);
    bottom = card.y + half;
  }
  close();
  apart(layer);
}

/** Push cards down where they still lie on each other. */
function apart(layer: readonly Card[]): void {
  let bottom = -Infinity;
  for (const card of layer) {
    const half = card.size.height / 2;
    card.y = Math.max(card.y, bottom + GAP.height + half);
    bottom = card.y + half;
  }
}

function leftEdges(layers: readonly (readonly Card[])[]): readonly number[] {
  let x = 0;
  return layers.map((layer) => {
    const left = x;
    x += Math.max(...layer.map(({ size }) => size.width)) + GAP.width;
    return left;
  });
}
