import type { Edge, Node } from "@xyflow/react";
import { Position } from "@xyflow/react";
import type { FlowEdge, FlowNode, Graph, StateNode } from "@/flow/graph";
import { intentId } from "@/flow/graph";
import type { Point, Size } from "@/flow/layout";
import type { Level } from "./level";
import { type Drops, dropFrom, dropTo } from "./route";
import { GHOST, PORT, shapeOf } from "./geometry";

/** What is known of a state beside its content. */
export interface Marks {
  /** The worst that the checker says of it, and how many things. */
  readonly severity: string;
  readonly findings: number;
  /** Whether a webhook is sent here. */
  readonly triggers: boolean;
  /** Which share of those who came here went no further; negative where it is not shown. */
  readonly dropped: number;
}

export const NO_MARKS: Marks = { severity: "", findings: 0, triggers: false, dropped: -1 };

interface StateData extends Record<string, unknown> {
  readonly node: StateNode;
  readonly marks: Marks;
  /** How many example sentences lead here; negative where no intent does. */
  readonly phrases: number;
}

interface GhostData extends Record<string, unknown> {
  readonly name: string;
  readonly phrases: number;
}

interface LinkData extends Record<string, unknown> {
  readonly edge: FlowEdge;
  readonly drops: Drops;
}

export type StateCardNode = Node<StateData, "state">;
/** A name that something leads to and that is no state, or an intent without a state. */
export type GhostNode = Node<GhostData, "missing" | "intent">;
export type CardNode = StateCardNode | GhostNode;
export type LinkEdge = Edge<LinkData, "link">;

export const INLET = "in";

/** Everything that decides how a card is drawn. */
export interface CardInput {
  readonly flowNode: FlowNode;
  readonly place: Point;
  readonly marks: Marks;
  readonly phrases: number;
  readonly selected: boolean;
  readonly draggable: boolean;
  readonly label: string;
  /** Cards are measured anew when another level is drawn. */
  readonly level: Level;
}

/** Keeps the nodes that were made, so that what did not change is the same object. */
export class NodeKeeper {
  #made = new Map<string, { input: CardInput; node: CardNode }>();

  /** The nodes for these inputs, in their order. */
  all(inputs: readonly CardInput[]): CardNode[] {
    const made = new Map<string, { input: CardInput; node: CardNode }>();
    const list = inputs.map((input) => {
      const { id } = input.flowNode;
      const old = this.#made.get(id);
      const kept = old && same(old.input, input) ? old : { input, node: nodeOf(input) };
      made.set(id, kept);
      return kept.node;
    });
    this.#made = made;
    return list;
  }
}

function same(a: CardInput, b: CardInput): boolean {
  return (
    a.flowNode === b.flowNode &&
    a.place.x === b.place.x &&
    a.place.y === b.place.y &&
    a.phrases === b.phrases &&
    a.selected === b.selected &&
    a.draggable === b.draggable &&
    a.label === b.label &&
    a.level === b.level &&
    a.marks.severity === b.marks.severity &&
    a.marks.findings === b.marks.findings &&
    a.marks.triggers === b.marks.triggers &&
    a.marks.dropped === b.marks.dropped
  );
}

function nodeOf(input: CardInput): CardNode {
  const { flowNode, place, marks, phrases, selected, draggable, label, level } = input;
  const size = sizeOf(flowNode);
  const common = {
    id: flowNode.id,
    position: place,
    width: size.width,
    height: size.height,
    measured: { width: size.width, height: size.height },
    ariaLabel: label,
    // Seen from too far away, cards are drawn all at once and not one by one.
    hidden: level === "dots",
    deletable: false,
  };
  if (flowNode.type !== "state") {
    return {
      ...common,
      type: flowNode.type,
      data: { name: flowNode.name, phrases },
      selectable: false,
      draggable: false,
      handles: flowNode.type === "missing" ? [inletAt(size.height / 2)] : [],
    };
  }
  const shape = shapeOf(flowNode);
  return {
    ...common,
    type: "state",
    data: { node: flowNode, marks, phrases },
    selected,
    draggable,
    handles: [
      inletAt(shape.inlet),
      ...[...shape.outlets].map(([id, y]) => ({
        id,
        type: "source" as const,
        position: Position.Right,
        x: size.width - PORT / 2,
        y: y - PORT / 2,
        width: PORT,
        height: PORT,
      })),
    ],
  };
}

function inletAt(y: number) {
  return {
    id: INLET,
    type: "target" as const,
    position: Position.Left,
    x: -PORT / 2,
    y: y - PORT / 2,
    width: PORT,
    height: PORT,
  };
}

export function sizeOf(node: FlowNode): Size {
  return node.type === "state" ? shapeOf(node).size : GHOST;
}

const made = new WeakMap<FlowEdge, LinkEdge>();

/** The edges to draw; an entrance stands on its card and needs none. */
export function linksOf(graph: Graph, selected: string | null): LinkEdge[] {
  const links: LinkEdge[] = [];
  for (const edge of graph.edges) {
    if (edge.kind === "intent") continue;
    const link = linkOf(graph, edge);
    links.push(edge.id === selected ? { ...link, selected: true } : link);
  }
  return links;
}

function linkOf(graph: Graph, edge: FlowEdge): LinkEdge {
  const { source, target, handle } = edge;
  const drops = { from: dropFrom(graph, source, handle), to: dropTo(graph, target) };
  const old = made.get(edge);
  if (old?.data?.drops.from === drops.from && old.data.drops.to === drops.to) return old;
  const link: LinkEdge = {
    id: edge.id,
    type: "link",
    source,
    target,
    sourceHandle: handle,
    targetHandle: INLET,
    data: { edge, drops },
    // Cards say in words where they lead; the lines themselves are for the eye.
    ariaLabel: "",
    domAttributes: { "aria-hidden": true },
  };
  made.set(edge, link);
  return link;
}

const drawn = new WeakMap<Graph, readonly FlowNode[]>();

/** The nodes that are drawn as cards of their own: all but intents that have their state. */
export function drawnNodes(graph: Graph): readonly FlowNode[] {
  const known = drawn.get(graph);
  if (known) return known;
  const nodes = graph.nodes.filter((node) => node.type !== "intent" || !node.leads);
  drawn.set(graph, nodes);
  return nodes;
}

/** How many example sentences start a state; negative where no intent does. */
export function phrasesFor(graph: Graph, name: string): number {
  const intent = graph.byId.get(intentId(name));
  return intent?.type === "intent" ? intent.phrases.length : -1;
}

/** The card at a point of the flow; null where there is none. */
export function cardAt(nodes: readonly CardNode[], { x, y }: Point): string | null {
  const found = nodes.findLast(
    ({ position, width = 0, height = 0 }) =>
      x >= position.x && x <= position.x + width && y >= position.y && y <= position.y + height,
  );
  return found?.id ?? null;
}
