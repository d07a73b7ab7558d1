import type { Graph } from "../graph";
import { CARD } from "./card";
import { GAP, layered } from "./layered";
import { type Ways, components } from "./ranks";
import { thorough } from "./thorough";
import type { Point, Positions, Size } from "./types";

export interface TidyOptions {
  /** The size of each node by its id; where one is missing, that of a card. */
  readonly sizes?: ReadonlyMap<string, Size>;
}

/** Up to how many cards there is time for the thorough layout. */
const FEW = 80;
/** How much wider than high the whole should be. */
const SHAPE = 1.6;
const APART = 2 * GAP.height;

/** Tidy positions for all nodes: from left to right along the conversation, flow by flow. */
export function tidy(graph: Graph, options: TidyOptions = {}): Positions {
  const number = new Map(graph.nodes.map(({ id }, at) => [id, at]));
  const sizes = graph.nodes.map(({ id }) => options.sizes?.get(id) ?? CARD);
  const all = graph.nodes.map((): number[] => []);
  for (const { source, target } of graph.edges) {
    const [from, to] = [number.get(source), number.get(target)];
    if (from !== undefined && to !== undefined && from !== to) all[from]?.push(to);
  }
  const lay = graph.nodes.length <= FEW ? thorough : layered;
  const blocks = components(all).map((nodes) => {
    const ways: Ways = part(all, nodes);
    const own = nodes.map((node) => sizes[node] ?? CARD);
    return block(nodes, lay(ways, own), own);
  });
  const positions = new Map<string, Point>();
  for (const { nodes, points, at } of packed(blocks)) {
    for (const [index, node] of nodes.entries()) {
      const [id, point] = [graph.nodes[node]?.id, points[index]];
      if (id === undefined || !point) continue;
      positions.set(id, { x: Math.round(at.x + point.x), y: Math.round(at.y + point.y) });
    }
  }
  return positions;
}

/** Some of the nodes under numbers of their own. */
function part(ways: Ways, nodes: readonly number[]): Ways {
  const own = new Map(nodes.map((node, at) => [node, at]));
  return nodes.map((node) => (ways[node] ?? []).map((to) => own.get(to) ?? 0));
}

/** Cards that hang together, laid out with the upper left corner at zero. */
interface Block {
  readonly nodes: readonly number[];
  readonly points: readonly Point[];
  readonly size: Size;
}

function block(nodes: readonly number[], points: readonly Point[], sizes: readonly Size[]): Block {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [at, { x, y }] of points.entries()) {
    const { width, height } = sizes[at] ?? CARD;
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x + width), Math.max(bottom, y + height)];
  }
  return {
    nodes,
    points: points.map(({ x, y }) => ({ x: x - left, y: y - top })),
    size: { width: right - left, height: bottom - top },
  };
}

/** Blocks in rows, in their order. */
function packed(blocks: readonly Block[]): readonly (Block & { readonly at: Point })[] {
  const area = blocks.reduce(
    (sum, { size }) => sum + (size.width + APART) * (size.height + APART),
    0,
  );
  const widest = blocks.reduce((most, { size }) => Math.max(most, size.width), 0);
  const most = Math.max(widest, Math.sqrt(area * SHAPE));
  let [x, y, high] = [0, 0, 0];
  return blocks.map((one) => {
    if (x > 0 && x + one.size.width > most) [x, y, high] = [0, y + high + APART, 0];
    const at = { x, y };
    x += one.size.width + APART;
    high = Math.max(high, one.size.height);
    return { ...one, at };
  });
}
