import type { Graph, Handle } from "@/flow/graph";
import type { Source } from "@/flow/operations";

/** What leads on from a handle, as operations name it. */
export function sourceOf(graph: Graph, nodeId: string, handleId: string | null): Source | null {
  const node = graph.byId.get(nodeId);
  if (node?.type !== "state") return null;
  const handle = node.handles.find(({ id }) => id === handleId);
  return handle === undefined ? null : sourceFrom(node.name, handle);
}

export function sourceFrom(state: string, handle: Handle): Source {
  if (handle.kind === "choice") return { from: "choice", state, key: handle.label };
  if (handle.kind !== "button") return { from: "state", state };
  return { from: "button", state, index: Number(handle.id.slice("button:".length)) };
}

/** Everything that leads to a name. */
export function sourcesTo(graph: Graph, target: string): Source[] {
  const sources: Source[] = [];
  for (const node of graph.nodes) {
    if (node.type !== "state") continue;
    for (const handle of node.handles) {
      if (handle.target === target && handle.lead === "missing") {
        sources.push(sourceFrom(node.name, handle));
      }
    }
  }
  return sources;
}
