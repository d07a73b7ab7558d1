import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BotDoc, docOf, parse } from "../document";
import { type Operation, apply } from "../operations";
import { anyBot, anyEdit } from "../testing/bots";
import { publishedBots } from "../testing/corpus";
import {
  type FlowNode,
  type Graph,
  findState,
  graphOf,
  intentId,
  missingId,
  nameOf,
  outline,
  search,
  stateId,
} from ".";

const PIZZA = docOf(
  parse(`{
    "intents": {"order": ["a pizza", "nataka pízza"], "greet": ["hi"], "gone": []},
    "flows": {
      "greet": {"message": "Hi", "buttons": [{"order": "Order"}, {"nowhere": "Where?"}, {"gone": "Gone"}]},
      "order": {"message": ["Which size?", "Small or big?"], "next_state": "size"},
      "size": {"message": "Sure?", "buttons": [{"1": "Yes"}, {"greet": "Back"}], "next": "choice_size"},
      "choice_size": {"1": "done", "2": "order", "3": "lost", "4": "end", "fallback_message": "1 or 2"},
      "done": {"message": "Asante {{order}}", "next_state": "end"},
      "alone": {"images": [{"link": "https://x.example/menu.png", "caption": "Menu"}], "next_state": "done"}
    }
  }`),
);

function done(doc: BotDoc, operation: Operation): BotDoc {
  const result = apply(doc, operation);
  if (!result.ok) throw new Error(result.error.problem);
  return result.value;
}

function node(graph: Graph, id: string): FlowNode {
  const found = graph.byId.get(id);
  if (!found) throw new Error(`no ${id}`);
  return found;
}

describe("what the canvas draws", () => {
  const graph = graphOf(PIZZA);

  it("has a card for each state, entrance and missing state", () => {
    expect(graph.nodes.map(({ id }) => id)).toEqual([
      "intent:order",
      "intent:greet",
      "intent:gone",
      "state:greet",
      "state:order",
      "state:size",
      "state:choice_size",
      "state:done",
      "state:alone",
      "missing:lost",
    ]);
    expect(node(graph, stateId("order"))).toMatchObject({ entrance: true, reachable: true });
    expect(node(graph, stateId("alone"))).toMatchObject({ entrance: false, reachable: false });
    expect(node(graph, intentId("gone"))).toMatchObject({ leads: false, phrases: [] });
    expect([...graph.unreachable]).toEqual(["alone"]);
    expect([...graph.missing]).toEqual(["lost"]);
    expect(nameOf(stateId("a:b"))).toBe("a:b");
  });

  it("has a line for whatever leads somewhere", () => {
    const lines = graph.edges.map(({ source, handle, target, dangling }) =>
      [source, handle, target, dangling ? "!" : ""].join(" ").trim(),
    );
    expect(lines).toEqual([
      "intent:order intent state:order",
      "intent:greet intent state:greet",
      "state:greet button:0 state:order",
      "state:order next state:size",
      "state:size button:1 state:greet",
      "state:size next state:choice_size",
      "state:choice_size choice:0 state:done",
      "state:choice_size choice:1 state:order",
      `state:choice_size choice:2 ${missingId("lost")} !`,
      "state:alone next state:done",
    ]);
  });

  it("knows what every button does", () => {
    const leads = (name: string): unknown => {
      const card = node(graph, stateId(name));
      return card.type === "state" && card.handles.map(({ label, lead }) => [label, lead]);
    };
    expect(leads("greet")).toEqual([
      ["Order", "state"],
      ["Where?", "missing"],
      ["Gone", "intent"],
      ["", "end"],
    ]);
    expect(leads("size")).toEqual([
      ["Yes", "answer"],
      ["Back", "state"],
      ["", "state"],
    ]);
  });

  it("is the same object where nothing changed: of 1,000 states one card is new", () => {
    const states = Array.from(
      { length: 1_000 },
      (_, at) => `"s${at}":{"message":"${at}","next_state":"s${at + 1}"}`,
    );
    const doc = docOf(
      parse(`{"intents":{"s0":["hi"],"s500":["ho"]},"flows":{${states.join(",")}}}`),
    );
    const before = graphOf(doc);
    const after = graphOf(
      done(doc, { type: "set_message", state: "s500", lines: ["new"] }),
      before,
    );
    const changed = after.nodes.filter((one) => before.byId.get(one.id) !== one);
    expect(changed.map(({ id }) => id)).toEqual(["state:s500"]);
    expect(after.edges).toBe(before.edges);
    expect(graphOf(doc)).toBe(before);
    const moved = graphOf(
      done(doc, { type: "connect", source: { from: "state", state: "s500" }, target: "s7" }),
      before,
    );
    expect(
      moved.edges.filter((edge) => !before.edges.includes(edge)).map(({ source }) => source),
    ).toEqual(["state:s500"]);
  });

  it("is the same whether it was made anew or from the one before", () => {
    fc.assert(
      fc.property(anyBot, anyEdit, (doc, edit) => {
        const result = apply(doc, edit);
        if (!result.ok) return;
        const { intents, flows } = result.value;
        const grown = graphOf(result.value, graphOf(doc));
        const anew = graphOf({ intents, flows });
        expect(grown).toEqual(anew);
        expect([...grown.byId.values()]).toEqual(grown.nodes);
        for (const { source, target } of grown.edges) {
          expect(grown.byId.has(source) && grown.byId.has(target)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("of 5,000 states is made in time", { timeout: 60_000 }, () => {
    const states = Array.from(
      { length: 5_000 },
      (_, at) => `"s${at}":{"message":"${at}","next_state":"s${at + 1}"}`,
    );
    const doc = docOf(parse(`{"intents":{"s0":["hi"]},"flows":{${states.join(",")}}}`));
    const start = process.cpuUsage();
    const graph = graphOf(doc);
    expect(outline(doc, graph)).toHaveLength(5_001);
    expect(search(doc, "4999")).toHaveLength(2);
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(1_500);
  });

  it("finds a state by its name", () => {
    expect(findState(PIZZA, "size")?.kind).toBe("interactive");
    expect(findState(PIZZA, "no")).toBe(undefined);
  });
});

describe("the list of states", () => {
  it("is a tree from each intent, each state once", () => {
    const rows = outline(PIZZA).map(({ kind, name, via, depth, level, size }) =>
      [" ".repeat(level) + kind, name, via ? `${via.kind}:${via.label}` : "-", depth, size].join(
        " ",
      ),
    );
    expect(rows).toEqual([
      "intent order - 0 6",
      " state size next: 1 5",
      "  reference greet button:Back 2 0",
      "  state choice_size next: 2 3",
      "   state done choice:1 3 0",
      "   reference order choice:2 3 0",
      "   missing lost choice:3 3 0",
      "intent greet - 0 1",
      " reference order button:Order 1 0",
      "intent gone - 0 0",
      "loose alone - 0 1",
      " reference done next: 1 0",
    ]);
  });

  it("keeps a chain on one level, however long", () => {
    const states = Array.from(
      { length: 3_000 },
      (_, at) => `"s${at}":{"message":"x","next_state":"s${at + 1}"}`,
    );
    const rows = outline(docOf(parse(`{"intents":{"s0":[]},"flows":{${states.join(",")}}}`)));
    expect(new Set(rows.map(({ level }) => level))).toEqual(new Set([0, 1]));
  });

  it("shows every state once, and every row its own id", () => {
    for (const doc of [
      ...publishedBots().map((bot) => bot.doc),
      ...fc.sample(anyBot, { numRuns: 300, seed: 1 }),
    ]) {
      const rows = outline(doc);
      const shown = rows.filter(({ kind }) => kind === "state" || kind === "loose");
      const entered = rows.filter(({ kind, name }) => kind === "intent" && doc.flows.has(name));
      const names = new Set([...shown, ...entered].map(({ name }) => name));
      expect([...doc.flows.keys()].filter((name) => !names.has(name))).toEqual([]);
      expect(new Set(shown.map(({ name }) => name)).size).toBe(shown.length);
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      for (const [at, { depth, size }] of rows.entries()) {
        expect(rows.slice(at + 1, at + 1 + size).every((row) => row.depth > depth)).toBe(true);
        expect((rows[at + 1 + size]?.depth ?? 0) <= depth).toBe(true);
      }
    }
  });
});

describe("searching", () => {
  it.each([
    [
      "SIZE",
      [
        ["state", "size", "name"],
        ["state", "choice_size", "name"],
        ["state", "order", "message"],
      ],
    ],
    ["big", [["state", "order", "message"]]],
    [
      "pizza",
      [
        ["intent", "order", "phrase"],
        ["intent", "order", "phrase"],
      ],
    ],
    ["back", [["state", "size", "button"]]],
    ["1 or", [["state", "choice_size", "fallback"]]],
    [
      "menu",
      [
        ["state", "alone", "media"],
        ["state", "alone", "media"],
      ],
    ],
    ["  ", []],
    ["not there", []],
  ])("for %j finds it wherever it is", (query, hits) => {
    expect(search(PIZZA, query).map(({ kind, name, place }) => [kind, name, place])).toEqual(hits);
  });

  it("tells where in the text, accents and capitals aside", () => {
    const hits = search(PIZZA, "PIZZA").map(({ text, from, to }) => text.slice(from, to));
    expect(hits).toEqual(["pizza", "pízza"]);
    const doc = docOf(parse('{"flows":{"a":{"message":"🍕 İstanbul ﬁne"}}}'));
    expect(search(doc, "istanbul").map(({ text, from, to }) => text.slice(from, to))).toEqual([
      "İstanbul",
    ]);
    expect(search(doc, "fine")).toHaveLength(1);
  });
});
