import type { Graph } from "../graph";
import { layered } from "./layered";
import type { Positions, Size } from "./types";

/** What a card takes when its size is not known. */
export const CARD: Size = { width: 280, height: 160 };

export interface TidyOptions {
  /** The size of each node by its id; where one is missing, that of a card. */
  readonly sizes?: ReadonlyMap<string, Size>;
}

/** Tidy positions for all nodes: from left to right along the conversation. */
export function tidy(graph: Graph, options: TidyOptions = {}): Positions {
  const sizes = options.sizes ?? new Map<string, Size>();
  return layered(graph, (id) => sizes.get(id) ?? CARD);
}
