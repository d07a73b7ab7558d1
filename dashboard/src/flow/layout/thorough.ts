import { Graph, layout } from "@dagrejs/dagre";
import { GAP } from "./layered";
import type { Ways } from "./ranks";
import type { Point, Size } from "./types";

/** A layout from left to right with as few crossings as can be found; slow beyond a hundred cards. */
export function thorough(ways: Ways, sizes: readonly Size[]): readonly Point[] {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: GAP.height, ranksep: GAP.width });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const [node, { width, height }] of sizes.entries()) {
    graph.setNode(String(node), { width, height });
  }
  for (const [from, out] of ways.entries()) {
    for (const [at, to] of out.entries()) graph.setEdge(String(from), String(to), {}, String(at));
  }
  layout(graph);
  return sizes.map(({ width, height }, node) => {
    const { x, y } = placed(graph.node(String(node)));
    return { x: x - width / 2, y: y - height / 2 };
  });
}

/** Dagre writes the middle of a card into its label. */
function placed(label: unknown): Point {
  if (typeof label !== "object" || label === null || !("x" in label && "y" in label)) return ZERO;
  const { x, y } = label;
  return typeof x === "number" && typeof y === "number" ? { x, y } : ZERO;
}

const ZERO: Point = { x: 0, y: 0 };
