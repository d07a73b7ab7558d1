import { Position, getBezierPath } from "@xyflow/react";
import type { Graph } from "@/flow/graph";
import type { Point } from "@/flow/layout";
import { GHOST, shapeOf } from "./geometry";

/** How far the two ends of a line are from the lower edges of their cards. */
export interface Drops {
  readonly from: number;
  readonly to: number;
}

export interface Route {
  readonly path: string;
  readonly middle: Point;
}

const AHEAD = 30;
const ASIDE = 26;
const UNDER = 24;
const CORNER = 14;

/** The way of a line: ahead in one curve; back around and under the card that it comes from. */
export function routeOf(from: Point, to: Point, drops: Drops): Route {
  if (to.x >= from.x + AHEAD) {
    const [path, x, y] = getBezierPath({
      sourceX: from.x,
      sourceY: from.y,
      sourcePosition: Position.Right,
      targetX: to.x,
      targetY: to.y,
      targetPosition: Position.Left,
      curvature: 0.3,
    });
    return { path, middle: { x, y } };
  }
  const lane = laneOf(from, to, drops);
  const right = from.x + ASIDE;
  const left = to.x - ASIDE;
  const path = rounded([
    from,
    { x: right, y: from.y },
    { x: right, y: lane },
    { x: left, y: lane },
    { x: left, y: to.y },
    to,
  ]);
  return { path, middle: { x: (left + right) / 2, y: lane } };
}

/** How low it goes back: between the two cards where one is under the other, else under both. */
function laneOf(from: Point, to: Point, drops: Drops): number {
  const [under, other] = [from.y + drops.from + UNDER, to.y + drops.to + UNDER];
  if (to.y - 2 * UNDER > from.y + drops.from) return under;
  if (from.y - 2 * UNDER > to.y + drops.to) return other;
  return Math.max(under, other);
}

function rounded(points: readonly Point[]): string {
  const parts: string[] = [];
  for (const [index, point] of points.entries()) {
    const before = points[index - 1];
    const after = points[index + 1];
    if (!before) parts.push(`M${point.x} ${point.y}`);
    else if (!after) parts.push(`L${point.x} ${point.y}`);
    else {
      const enter = towards(point, before);
      const leave = towards(point, after);
      parts.push(`L${enter.x} ${enter.y}Q${point.x} ${point.y} ${leave.x} ${leave.y}`);
    }
  }
  return parts.join("");
}

/** The point a corner's width from one point on the way to another. */
function towards(point: Point, other: Point): Point {
  const [across, down] = [other.x - point.x, other.y - point.y];
  const length = Math.hypot(across, down);
  const share = length === 0 ? 0 : Math.min(CORNER, length / 2) / length;
  return { x: point.x + across * share, y: point.y + down * share };
}

/** How far below the point of a way out its card ends. */
export function dropFrom(graph: Graph, id: string, handle: string): number {
  const node = graph.byId.get(id);
  if (node?.type !== "state") return 0;
  const { size, outlets } = shapeOf(node);
  return size.height - (outlets.get(handle) ?? size.height);
}

/** How far below the point where lines come in a card ends. */
export function dropTo(graph: Graph, id: string): number {
  const node = graph.byId.get(id);
  if (node?.type !== "state") return GHOST.height / 2;
  const { size, inlet } = shapeOf(node);
  return size.height - inlet;
}
