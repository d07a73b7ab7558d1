import type { BotDoc } from "../document";
import { END, type State, phrasesOf, readState } from "../states";
import type {
  FlowEdge,
  FlowNode,
  Graph,
  Handle,
  IntentNode,
  Lead,
  MissingNode,
  StateNode,
} from "./types";

export function stateId(name: string): string {
  return `state:${name}`;
}

export function intentId(name: string): string {
  return `intent:${name}`;
}

export function missingId(name: string): string {
  return `missing:${name}`;
}

/** The state or intent that a node is about. */
export function nameOf(id: string): string {
  return id.slice(id.indexOf(":") + 1);
}

const graphs = new WeakMap<BotDoc, Graph>();

/**
 * What there is to draw.
 *
 * @param doc the document.
 * @param before the graph of the document as it was: what is the same in both is the same
 *   object, so that only what changed is drawn anew.
 */
export function graphOf(doc: BotDoc, before?: Graph): Graph {
  const known = graphs.get(doc);
  if (known) return known;
  const graph = kept(build(doc, before), before);
  graphs.set(doc, graph);
  return graph;
}

/** The state of a name, as the server reads it. */
export function findState(doc: BotDoc, name: string): State | undefined {
  const raw = doc.flows.get(name);
  return raw === undefined ? undefined : readState(raw);
}

/** The ways out of a state. */
export function handlesOf(doc: BotDoc, state: State): readonly Handle[] {
  if (state.kind === "choice") {
    return state.choices.map((choice, index) => ({
      id: `choice:${index}`,
      kind: "choice",
      label: choice.key,
      target: choice.target,
      lead: leadOf(doc, choice.target),
      choice,
    }));
  }
  const next: Handle = {
    id: "next",
    kind: "next",
    label: "",
    target: state.next,
    lead: leadOf(doc, state.next),
  };
  const awaited = next.lead === "state" ? findState(doc, state.next) : undefined;
  const buttons = state.buttons.map((button, index): Handle => {
    const { id, title } = button;
    const lead = buttonLead(doc, id, awaited);
    return { id: `button:${index}`, kind: "button", label: title, target: id, lead, button };
  });
  return [...buttons, next];
}

function leadOf(doc: BotDoc, target: string): Lead {
  if (target === "" || target === END) return "end";
  return doc.flows.has(target) ? "state" : "missing";
}

/** A key of the choice that comes next; else a state or an intent; else what any state takes. */
function buttonLead(doc: BotDoc, id: string, awaited: State | undefined): Lead {
  if (awaited?.choices.some(({ key }) => key === id)) return "answer";
  if (id !== END && doc.flows.has(id)) return "state";
  if (doc.intents.has(id)) return "intent";
  return awaited !== undefined && awaited.kind !== "choice" ? "answer" : "missing";
}

function build(doc: BotDoc, before: Graph | undefined): Graph {
  const states = [...doc.flows].map(([name, raw]) => {
    const state = readState(raw);
    return { name, state, handles: handlesFor(doc, name, state, before) };
  });
  const reached = reachable(doc, new Map(states.map(({ name, handles }) => [name, handles])));
  const nodes: FlowNode[] = [...doc.intents].map(([name, raw]): IntentNode => ({
    id: intentId(name),
    type: "intent",
    name,
    phrases: phrasesOf(raw),
    leads: doc.flows.has(name),
  }));
  const edges: FlowEdge[] = [...doc.intents.keys()]
    .filter((name) => doc.flows.has(name))
    .map((name) =>
      edge(intentId(name), stateId(name), { id: "intent", kind: "intent", label: "" }),
    );
  const missing = new Set<string>();
  for (const { name, state, handles } of states) {
    const entrance = doc.intents.has(name);
    const node = { id: stateId(name), type: "state", name, state, handles } as const;
    nodes.push({ ...node, entrance, reachable: reached.has(name) });
    for (const handle of handles) {
      const target = targetOf(handle);
      if (target === null) continue;
      if (handle.lead === "missing") missing.add(handle.target);
      edges.push(edge(stateId(name), target, handle));
    }
  }
  for (const name of missing) nodes.push({ id: missingId(name), type: "missing", name });
  const unreachable = new Set(
    [...doc.flows.keys()].filter((name) => !reached.has(name) && name !== END),
  );
  return {
    nodes,
    edges,
    byId: new Map(nodes.map((node) => [node.id, node])),
    unreachable,
    missing,
  };
}

/** Where an edge of a handle ends; null where nothing is drawn. */
function targetOf(handle: Handle): string | null {
  if (handle.lead === "state") return stateId(handle.target);
  if (handle.lead === "missing" && handle.kind !== "button") return missingId(handle.target);
  return null;
}

function edge(
  source: string,
  target: string,
  handle: Pick<Handle, "id" | "kind" | "label"> & { lead?: Lead },
): FlowEdge {
  return {
    id: `${source}>${handle.id}`,
    source,
    target,
    handle: handle.id,
    kind: handle.kind,
    label: handle.label,
    dangling: handle.lead === "missing",
  };
}

function handlesFor(
  doc: BotDoc,
  name: string,
  state: State,
  before: Graph | undefined,
): readonly Handle[] {
  const handles = handlesOf(doc, state);
  const old = before?.byId.get(stateId(name));
  if (old?.type !== "state") return handles;
  const same =
    old.handles.length === handles.length &&
    handles.every((handle, index) => sameFields(handle, old.handles[index]));
  return same ? old.handles : handles;
}

/** The states that an intent leads to, directly or by others. */
function reachable(doc: BotDoc, handles: ReadonlyMap<string, readonly Handle[]>): Set<string> {
  const open = [...doc.intents.keys()].filter((name) => doc.flows.has(name));
  const seen = new Set(open);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const { target, lead } of handles.get(name) ?? []) {
      if (lead !== "state" || seen.has(target)) continue;
      seen.add(target);
      open.push(target);
    }
  }
  return seen;
}

/** The graph with everything that is as it was taken over from the one before. */
function kept(graph: Graph, before: Graph | undefined): Graph {
  if (!before) return graph;
  const nodes = sameList(
    graph.nodes.map((node) => keptNode(node, before.byId.get(node.id))),
    before.nodes,
  );
  const oldEdges = new Map(before.edges.map((one) => [one.id, one]));
  const edges = sameList(
    graph.edges.map((one) => {
      const old = oldEdges.get(one.id);
      return old && sameFields(one, old) ? old : one;
    }),
    before.edges,
  );
  const byId = nodes === before.nodes ? before.byId : new Map(nodes.map((node) => [node.id, node]));
  return { ...graph, nodes, edges, byId };
}

function keptNode(node: FlowNode, old: FlowNode | undefined): FlowNode {
  if (old?.type !== node.type) return node;
  if (node.type === "intent" && old.type === "intent") {
    const phrases = sameList(node.phrases, old.phrases);
    return phrases === old.phrases && node.leads === old.leads ? old : node;
  }
  return sameFields<StateNode | MissingNode | IntentNode>(node, old) ? old : node;
}

function sameList<Item>(list: readonly Item[], old: readonly Item[]): readonly Item[] {
  return list.length === old.length && list.every((item, index) => item === old[index])
    ? old
    : list;
}

function sameFields<Thing extends object>(a: Thing, b: Thing | undefined): boolean {
  if (b === undefined) return false;
  const fields = new Map(Object.entries(b));
  const own = Object.entries(a);
  return (
    own.length === fields.size && own.every(([key, value]) => Object.is(value, fields.get(key)))
  );
}
