import type { Viewport } from "@xyflow/react";
import type { Graph } from "@/flow/graph";
import type { Point, Size } from "@/flow/layout";
import { WIDTH } from "./geometry";
import { drawnNodes, sizeOf } from "./nodes";
import type { Places } from "./places";

const MARGIN = 48;
/** What the tools take of the upper edge. */
const TOP = 72;
const LEAST_ZOOM = 0.55;
/** The smallest zoom that there is. */
export const LEAST_OF_ALL = 0.02;
const START_ZOOM = 0.85;

/** How much of each bot was in view last; until the page is loaded anew. */
export const lastViews = new Map<number, Viewport>();

/** What to show first: everything, if that is large enough to read; else where it begins. */
export function firstView(graph: Graph, places: Places, size: Size): Viewport {
  const whole = wholeView(graph, places, size);
  if (whole === null) return { x: 0, y: 0, zoom: 1 };
  if (whole.zoom >= LEAST_ZOOM) return whole;
  const begin = beginning(graph, places) ?? { x: 0, y: 0 };
  const fitting = Math.min(START_ZOOM, (size.width - 2 * 24) / WIDTH);
  const margin = Math.min(MARGIN, (size.width - WIDTH * fitting) / 2);
  return { x: margin - begin.x * fitting, y: TOP - begin.y * fitting, zoom: fitting };
}

/** What shows all cards in a room of this size; null where there are none. */
export function wholeView(graph: Graph, places: Places, size: Size): Viewport | null {
  const box = boundsOf(graph, places);
  if (box === null) return null;
  const zoom = Math.max(
    LEAST_OF_ALL,
    Math.min(1, (size.width - 2 * MARGIN) / box.width, (size.height - 2 * MARGIN) / box.height),
  );
  return {
    x: (size.width - box.width * zoom) / 2 - box.x * zoom,
    y: (TOP - MARGIN + size.height - box.height * zoom) / 2 - box.y * zoom,
    zoom,
  };
}

function beginning(graph: Graph, places: Places): Point | null {
  let first: Point | null = null;
  for (const node of graph.nodes) {
    if (node.type !== "state" || !node.entrance) continue;
    const place = places.get(node.id);
    if (place && (first === null || place.x + place.y < first.x + first.y)) first = place;
  }
  return first;
}

function boundsOf(graph: Graph, places: Places): (Point & Size) | null {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const node of drawnNodes(graph)) {
    const place = places.get(node.id);
    if (!place) continue;
    const { width, height } = sizeOf(node);
    left = Math.min(left, place.x);
    top = Math.min(top, place.y);
    right = Math.max(right, place.x + width);
    bottom = Math.max(bottom, place.y + height);
  }
  return left === Infinity ? null : { x: left, y: top, width: right - left, height: bottom - top };
}
