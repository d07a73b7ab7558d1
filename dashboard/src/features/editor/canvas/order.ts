import type { BotDoc } from "@/flow/document";
import { type Graph, intentId, missingId, outline, stateId } from "@/flow/graph";

const orders = new WeakMap<Graph, readonly string[]>();

/** All cards as a conversation comes to them: each intent and what follows, then what is loose. */
export function orderOf(doc: BotDoc, graph: Graph): readonly string[] {
  const known = orders.get(graph);
  if (known) return known;
  const ids = new Set<string>();
  for (const { kind, name } of outline(doc, graph)) {
    if (kind === "missing") ids.add(missingId(name));
    else if (doc.flows.has(name)) ids.add(stateId(name));
    else ids.add(intentId(name));
  }
  const order = [...ids].filter((id) => graph.byId.has(id));
  orders.set(graph, order);
  return order;
}
