import { describe, expect, it } from "vitest";
import { parseDoc } from "@/flow/document";
import { outline } from "@/flow/graph";
import { revealing, typedAhead, visibleRows } from "./rows";

const DOC = parseDoc(
  JSON.stringify({
    intents: { order: ["a pizza"], greets: ["hello"] },
    flows: {
      order: { message: "How many?", next_state: "count" },
      count: { message: "Right?", next_state: "choice_ok" },
      choice_ok: { "1": "done", "2": "end" },
      done: { message: "Thank you!", next_state: "end" },
      greets: { message: "Hello!", next_state: "done" },
      lonely: { message: "Nobody comes here." },
    },
  }),
);
const ROWS = outline(DOC);
const NONE: ReadonlySet<string> = new Set();

function names(collapsed: ReadonlySet<string>, query = ""): string[] {
  return visibleRows(DOC, ROWS, collapsed, query).map(({ row }) => row.name);
}

describe("the rows that are seen", () => {
  it("are all of them, each with its place among its siblings", () => {
    expect(names(NONE)).toEqual([
      ...["order", "count", "choice_ok", "done"],
      ...["greets", "done"],
      "lonely",
    ]);
    const roots = visibleRows(DOC, ROWS, NONE, "").filter(({ depth }) => depth === 0);
    expect(roots.map(({ position, siblings }) => [position, siblings])).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  it("leave out what lies in closed ones", () => {
    const collapsed = new Set([ROWS[0]?.id ?? ""]);
    expect(names(collapsed)).toEqual(["order", "greets", "done", "lonely"]);
    expect(visibleRows(DOC, ROWS, collapsed, "")[0]?.expanded).toBe(false);
  });

  it("are those where something was found, once each", () => {
    expect(names(NONE, "thank")).toEqual(["done"]);
    expect(names(NONE, "  ")).toHaveLength(ROWS.length);
  });
});

describe("revealing a state", () => {
  const all = new Set(ROWS.map(({ id }) => id));

  it("opens what it lies in, and nothing else", () => {
    const opened = revealing(ROWS, all, "done");
    expect(names(opened)).toEqual(["order", "count", "choice_ok", "done", "greets", "lonely"]);
  });

  it("opens nothing for what is in sight", () => {
    expect(revealing(ROWS, all, "lonely")).toBe(all);
    expect(revealing(ROWS, all, "nowhere")).toBe(all);
    expect(revealing(ROWS, NONE, "done")).toBe(NONE);
  });
});

describe("typing ahead", () => {
  const rows = visibleRows(DOC, ROWS, NONE, "");
  const at = (here: number, typed: string) => typedAhead(rows, here, typed);

  it("goes to the next name that begins so, round the end", () => {
    expect(at(0, "g")).toBe(4);
    expect(at(3, "d")).toBe(5);
    expect(at(5, "d")).toBe(3);
    expect(at(6, "ch")).toBe(2);
    expect(at(0, "OR")).toBe(0);
  });

  it("stays where no name begins so", () => {
    expect(at(2, "z")).toBe(2);
  });
});
