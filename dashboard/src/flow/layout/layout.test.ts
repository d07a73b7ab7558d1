import { describe, expect, it } from "vitest";
import { type BotDoc, docOf, parse } from "../document";
import { graphOf, intentId, stateId } from "../graph";
import { CARD, type Positions, type Size, placeNew, tidy } from ".";

/** A bot whose states lead on as the pairs say, from an intent for the first of them. */
function bot(links: readonly (readonly [string, string])[], intents: readonly string[]): BotDoc {
  const names = new Set(links.flat());
  const states = [...names].map((name) => {
    const to = links.filter(([from]) => from === name).map((link) => link[1]);
    const buttons = to.slice(1).map((one) => `{"${one}":"${one}"}`);
    return `"${name}":{"message":"${name}","buttons":[${buttons.join(",")}],"next_state":"${to[0] ?? "end"}"}`;
  });
  const phrases = intents.map((name) => `"${name}":[]`);
  return docOf(parse(`{"intents":{${phrases.join(",")}},"flows":{${states.join(",")}}}`));
}

function large(count: number): BotDoc {
  const states = Array.from({ length: count }, (_, at) => {
    const buttons = [3 * at + 1, 3 * at + 2, (at * 7) % count].map((to) => `{"s${to}":"Go"}`);
    return `"s${at}":{"message":"${at}","buttons":[${buttons.join(",")}],"next_state":"s${(at + 1) % count}"}`;
  });
  return docOf(parse(`{"intents":{"s0":[]},"flows":{${states.join(",")}}}`));
}

function overlaps(positions: Positions, sizes: ReadonlyMap<string, Size> = new Map()): number {
  const boxes = [...positions].map(([id, point]) => ({ ...point, ...(sizes.get(id) ?? CARD) }));
  boxes.sort((a, b) => a.x - b.x);
  let count = 0;
  for (const [at, a] of boxes.entries()) {
    for (const b of boxes.slice(at + 1)) {
      if (b.x >= a.x + a.width) break;
      if (a.y < b.y + b.height && b.y < a.y + a.height) count += 1;
    }
  }
  return count;
}

function xOf(positions: Positions, name: string): number {
  const point = positions.get(stateId(name));
  if (!point) throw new Error(`${name} has no place`);
  return point.x;
}

describe("a tidy layout", () => {
  it("goes from left to right along the conversation", () => {
    const doc = bot(
      [
        ["a", "b"],
        ["b", "c"],
        ["b", "d"],
        ["c", "e"],
        ["d", "e"],
        ["e", "a"],
      ],
      ["a"],
    );
    const positions = tidy(graphOf(doc));
    const columns = ["a", "b", "c", "e"].map((name) => xOf(positions, name));
    expect(columns).toEqual(columns.toSorted((one, other) => one - other));
    expect(positions.get(intentId("a"))?.x).toBeLessThan(xOf(positions, "a"));
    expect(overlaps(positions)).toBe(0);
  });

  it("puts no card on another, whatever their sizes", () => {
    for (const doc of [
      bot(
        [
          ["a", "b"],
          ["a", "c"],
          ["a", "d"],
          ["x", "y"],
        ],
        ["a", "x", "z"],
      ),
      large(300),
    ]) {
      const graph = graphOf(doc);
      const sizes = new Map(
        graph.nodes.map(({ id }, at) => [
          id,
          { width: 200 + (at % 3) * 60, height: 80 + ((at * 37) % 400) },
        ]),
      );
      const positions = tidy(graph, { sizes });
      expect(positions.size).toBe(graph.nodes.length);
      expect(overlaps(positions, sizes)).toBe(0);
    }
  });

  it("gives the same places for the same flow", () => {
    expect([...tidy(graphOf(large(200)))]).toEqual([...tidy(graphOf(large(200)))]);
  });

  it("begins at the upper left, and packs flows that have nothing to do with each other", () => {
    const links = Array.from({ length: 30 }, (_, at) => [`a${at}`, `b${at}`] as const);
    const positions = tidy(
      graphOf(
        bot(
          links,
          links.map(([name]) => name),
        ),
      ),
    );
    const points = [...positions.values()];
    expect(Math.min(...points.map(({ x }) => x))).toBe(0);
    expect(Math.min(...points.map(({ y }) => y))).toBe(0);
    const width = Math.max(...points.map(({ x }) => x));
    const height = Math.max(...points.map(({ y }) => y));
    expect(width / height).toBeGreaterThan(0.5);
    expect(width / height).toBeLessThan(4);
  });

  it("of nothing is nothing", () => {
    expect(tidy(graphOf(docOf(parse("{}")))).size).toBe(0);
  });

  it.each([
    [1_000, 1_000],
    [5_000, 4_000],
  ])("of %d states takes less than %d ms of work", { timeout: 60_000 }, (count, most) => {
    const graph = graphOf(large(count));
    const start = process.cpuUsage();
    const positions = tidy(graph);
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(most);
    expect(positions.size).toBe(graph.nodes.length);
  });

  it("of a chain of 5,000 states stays a line", { timeout: 60_000 }, () => {
    const links = Array.from(
      { length: 5_000 },
      (_, at) => `"s${at}":{"message":"x","next_state":"s${at + 1}"}`,
    );
    const positions = tidy(
      graphOf(docOf(parse(`{"intents":{"s0":[]},"flows":{${links.join(",")}}}`))),
    );
    expect(new Set([...positions.values()].map(({ y }) => y)).size).toBe(1);
  });
});

describe("a place for a new state", () => {
  it("is where it is wanted, or near where there is room", () => {
    const positions = new Map([["a", { x: 0, y: 0 }]]);
    expect(placeNew(positions, { x: 400, y: 0 })).toEqual({ x: 400, y: 0 });
    const place = placeNew(positions, { x: 0, y: 0 });
    expect(overlaps(new Map([...positions, ["b", place]]))).toBe(0);
    expect(Math.hypot(place.x, place.y)).toBeLessThan(400);
  });

  it("is found among many", () => {
    const positions = new Map<string, { x: number; y: number }>();
    for (let at = 0; at < 100; at += 1)
      positions.set(String(at), placeNew(positions, { x: 0, y: 0 }));
    expect(overlaps(positions)).toBe(0);
  });
});
