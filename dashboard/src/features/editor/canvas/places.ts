import type { FlowNode, Graph } from "@/flow/graph";
import { nameOf } from "@/flow/graph";
import { type Point, type Size, placeNew, tidy } from "@/flow/layout";
import type { Positions } from "../store/layout";
import { GHOST, WIDTH, shapeOf } from "./geometry";
import { drawnNodes, sizeOf } from "./nodes";

const APART = 120;
const BELOW = 60;

/** Where every card is, by the node's id. */
export type Places = ReadonlyMap<string, Point>;

/** The sizes of all cards. */
export function sizesOf(graph: Graph): ReadonlyMap<string, Size> {
  return new Map(graph.nodes.map((node) => [node.id, sizeOf(node)]));
}

/** Tidy places for all cards. */
export function tidied(graph: Graph): Places {
  const nodes = drawnNodes(graph);
  const edges = graph.edges.filter(({ kind }) => kind !== "intent");
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return tidy({ ...graph, nodes, edges, byId }, { sizes: sizesOf(graph) });
}

/** Finds a place for whatever has none yet, and keeps to what it found. */
export class PlaceKeeper {
  #found = new Map<string, Point>();

  /**
   * A place for each card: where somebody put it, else where it was found a place before, else a
   * new one: a tidy one as long as nobody put anything anywhere, else near what leads to it.
   */
  all(graph: Graph, saved: Positions): Places {
    const nodes = drawnNodes(graph);
    const places = new Map<string, Point>();
    const lacking: FlowNode[] = [];
    for (const node of nodes) {
      const put = node.type === "state" ? saved.get(node.name) : undefined;
      const place = put ? { x: put[0], y: put[1] } : this.#found.get(node.id);
      if (place) places.set(node.id, place);
      else lacking.push(node);
    }
    if (lacking.length > 0) {
      if (places.size === 0) for (const [id, place] of tidied(graph)) places.set(id, place);
      else this.#placeNear(graph, lacking, places);
    }
    this.#found = places;
    return new Map(places);
  }

  /** From now on cards that nobody can put anywhere are here. */
  put(places: Places): void {
    for (const [id, place] of places) if (!id.startsWith("state:")) this.#found.set(id, place);
  }

  #placeNear(graph: Graph, lacking: readonly FlowNode[], places: Map<string, Point>): void {
    const sizes = sizesOf(graph);
    const leading = new Map<string, { from: string; handle: string }>();
    for (const { source, target, handle } of graph.edges) {
      if (!leading.has(target)) leading.set(target, { from: source, handle });
    }
    for (const node of lacking) {
      const lead = leading.get(node.id);
      const from = lead && places.get(lead.from);
      const near = from ? besides(graph, from, lead) : under(places, sizes, node);
      places.set(node.id, placeNew(places, near, sizeOf(node), sizes));
    }
  }
}

function besides(graph: Graph, from: Point, lead: { from: string; handle: string }): Point {
  const source = graph.byId.get(lead.from);
  const y = source?.type === "state" ? (shapeOf(source).outlets.get(lead.handle) ?? 0) : 0;
  return { x: from.x + WIDTH + APART, y: from.y + Math.max(0, y - GHOST.height / 2) };
}

function under(
  places: ReadonlyMap<string, Point>,
  sizes: ReadonlyMap<string, Size>,
  node: FlowNode,
): Point {
  const left = Math.min(...[...places.values()].map(({ x }) => x));
  const low = Math.max(
    ...[...places].map(([id, { y }]) => y + (sizes.get(id) ?? sizeOf(node)).height),
  );
  return { x: left, y: low + BELOW };
}

/** The places of states as they are kept: by name, in whole numbers. */
export function asMoves(
  places: Iterable<readonly [id: string, place: Point]>,
): Map<string, readonly [number, number]> {
  const moves = new Map<string, readonly [number, number]>();
  for (const [id, { x, y }] of places) {
    if (id.startsWith("state:")) moves.set(nameOf(id), [Math.round(x), Math.round(y)]);
  }
  return moves;
}
