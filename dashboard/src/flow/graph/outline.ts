import type { BotDoc } from "../document";
import { graphOf, stateId } from "./nodes";
import type { Graph, Handle, OutlineRow, Via } from "./types";

interface Open {
  readonly id: string;
  readonly name: string;
  readonly kind: "intent" | "state" | "missing" | "loose";
  readonly via: Via | null;
  readonly depth: number;
  readonly level: number;
}

type Row = { -readonly [Key in keyof OutlineRow]: OutlineRow[Key] };

/**
 * The states as a tree from each intent, top to bottom. A state with an intent is shown below
 * that, any other where it is met first; elsewhere there is a reference to it. At the end come
 * the states that no intent leads to.
 */
export function outline(doc: BotDoc, graph: Graph = graphOf(doc)): readonly OutlineRow[] {
  const rows: Row[] = [];
  const shown = new Set(doc.intents.keys());
  for (const name of doc.intents.keys()) {
    grow(graph, rows, shown, { ...ROOT, id: `intent:${name}`, name, kind: "intent" });
  }
  for (const name of doc.flows.keys()) {
    if (shown.has(name)) continue;
    grow(graph, rows, shown, { ...ROOT, id: `loose:${name}`, name, kind: "loose" });
  }
  sizes(rows);
  return rows;
}

const ROOT = { via: null, depth: 0, level: 0 } as const;

function grow(graph: Graph, rows: Row[], shown: Set<string>, root: Open): void {
  const open: Open[] = [root];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    const known = here.kind === "state" && shown.has(here.name);
    rows.push({ ...here, kind: known ? "reference" : here.kind, size: 0 });
    if (known || here.kind === "missing") continue;
    shown.add(here.name);
    const node = graph.byId.get(stateId(here.name));
    if (node?.type !== "state") continue;
    const leading = node.handles.filter(
      ({ lead, kind }) => lead === "state" || (lead === "missing" && kind !== "button"),
    );
    for (const handle of leading.toReversed()) open.push(child(here, handle, leading.length === 1));
  }
}

function child(parent: Open, handle: Handle, only: boolean): Open {
  const via = { kind: handle.kind, label: handle.label };
  const straight = only && handle.kind === "next" && parent.depth > 0;
  return {
    name: handle.target,
    via,
    depth: parent.depth + 1,
    id: `from:${parent.name}>${handle.id}`,
    kind: handle.lead === "missing" ? "missing" : "state",
    level: parent.level + (straight ? 0 : 1),
  };
}

/** How many rows belong to each: all that follow and lie deeper. */
function sizes(rows: Row[]): void {
  const open: { row: Row; at: number }[] = [];
  const close = (depth: number, end: number): void => {
    for (let last = open.at(-1); last && last.row.depth >= depth; last = open.at(-1)) {
      last.row.size = end - last.at - 1;
      open.pop();
    }
  };
  for (const [at, row] of rows.entries()) {
    close(row.depth, at);
    open.push({ row, at });
  }
  close(0, rows.length);
}
