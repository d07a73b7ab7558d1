import { CARD } from "./card";
import type { Point, Positions, Size } from "./types";

const STEP = 40;

/** A free place for new nodes, as near as can be to where they should be. */
export function placeNew(
  positions: Positions,
  near: Point,
  size: Size = CARD,
  sizes: ReadonlyMap<string, Size> = new Map(),
): Point {
  const taken = [...positions].map(([id, point]) => ({ ...point, ...(sizes.get(id) ?? CARD) }));
  const free = (at: Point): boolean =>
    !taken.some(
      (other) =>
        at.x < other.x + other.width + STEP / 2 &&
        other.x < at.x + size.width + STEP / 2 &&
        at.y < other.y + other.height + STEP / 2 &&
        other.y < at.y + size.height + STEP / 2,
    );
  for (let ring = 0; ring < 200; ring += 1) {
    const found = ringAround(near, ring * STEP).find(free);
    if (found) return found;
  }
  return { x: near.x, y: Math.max(near.y, ...taken.map(({ y, height }) => y + height + STEP)) };
}

/** Points at a distance: below first, then right, above and left. */
function ringAround({ x, y }: Point, distance: number): Point[] {
  if (distance === 0) return [{ x, y }];
  return [
    { x, y: y + distance },
    { x: x + distance, y },
    { x: x + distance, y: y + distance },
    { x, y: y - distance },
    { x: x + distance, y: y - distance },
    { x: x - distance, y },
    { x: x - distance, y: y + distance },
    { x: x - distance, y: y - distance },
  ];
}
