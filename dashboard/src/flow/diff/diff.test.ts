import { describe, expect, test } from "vitest";
import { parseDoc } from "../document";
import { diffDocs, isSame } from ".";

function doc(flows: object, intents: object = {}) {
  return parseDoc(JSON.stringify({ intents, flows }));
}

const SHOP = {
  order: { message: ["How many?"], next_state: "number" },
  number: {
    message: [["{{number}} it is."], ["So {{number}}."]],
    buttons: [{ "1": "Yes" }, { "2": "No" }],
    next_state: "choice_sure",
  },
  choice_sure: { "1": "done", "2": "order", fallback_message: "1 or 2?" },
  done: { message: "Thanks!", next_state: "end" },
};

describe("the difference of two documents", () => {
  test("is nothing where they are the same", () => {
    const diff = diffDocs(doc(SHOP, { a: ["a"] }), doc(SHOP, { a: ["a"] }));
    expect(diff).toEqual({ states: [], intents: [], reordered: false });
    expect(isSame(diff)).toBe(true);
  });

  test("names states that came and went, with what they say", () => {
    const { done, ...rest } = SHOP;
    const after = doc({ ...rest, menu: { message: ["Pizza", "Chapati"] } });
    expect(diffDocs(doc(SHOP), after).states).toEqual([
      { kind: "added", name: "menu", says: ["Pizza", "Chapati"] },
      { kind: "removed", name: "done", says: [done.message] },
    ]);
  });

  test("knows a state by another name", () => {
    const { done, ...rest } = SHOP;
    const diff = diffDocs(doc(SHOP), doc({ ...rest, finished: done }));
    expect(diff.states).toEqual([{ kind: "renamed", name: "finished", from: "done" }]);
  });

  test("tells each part that changed, and only that", () => {
    const changed = {
      ...SHOP,
      order: {
        message: ["How many pizzas?"],
        next_state: "number",
        validators: [{ type: "length_validation", min_length: 2, error_message: "More." }],
      },
      number: { ...SHOP.number, buttons: [{ "1": "Yes" }, { "2": "Not yet" }], next_state: "end" },
      choice_sure: { "1": "done", "2": "end", fallback_message: "One or two?" },
      done: {
        message: "Thanks!",
        next_state: "end",
        images: [{ link: "https://a.example/b.png" }],
      },
    };
    expect(diffDocs(doc(SHOP), doc(changed)).states).toEqual([
      {
        kind: "changed",
        name: "order",
        parts: [
          { part: "message", removed: ["How many?"], added: ["How many pizzas?"] },
          {
            part: "validators",
            removed: [],
            added: ["length_validation, min_length: 2 · More."],
          },
        ],
      },
      {
        kind: "changed",
        name: "number",
        parts: [
          { part: "buttons", removed: ["No (2)"], added: ["Not yet (2)"] },
          { part: "next", removed: ["choice_sure"], added: ["end"] },
        ],
      },
      {
        kind: "changed",
        name: "choice_sure",
        parts: [
          { part: "choices", removed: ["2 → order"], added: ["2 → end"] },
          { part: "fallback", removed: ["1 or 2?"], added: ["One or two?"] },
        ],
      },
      {
        kind: "changed",
        name: "done",
        parts: [{ part: "media", removed: [], added: ["https://a.example/b.png"] }],
      },
    ]);
  });

  test("tells of a way to say it that came to the others", () => {
    const after = {
      ...SHOP,
      number: { ...SHOP.number, message: [...SHOP.number.message, ["Right, {{number}}."]] },
    };
    expect(diffDocs(doc(SHOP), doc(after)).states).toEqual([
      {
        kind: "changed",
        name: "number",
        parts: [{ part: "message", removed: [], added: ["Right, {{number}}."] }],
      },
    ]);
  });

  test("tells of keys that mean nothing, and of what is only written differently", () => {
    const before = doc({ a: { message: "A" }, b: { message: "B" } });
    const after = doc({ a: { message: "A", colour: "red" }, b: { message: ["B"] } });
    expect(diffDocs(before, after).states).toEqual([
      {
        kind: "changed",
        name: "a",
        parts: [{ part: "other", removed: [], added: ["colour: red"] }],
      },
      { kind: "changed", name: "b", parts: [] },
    ]);
  });

  test("tells phrases that came and went, by intent", () => {
    const before = doc({}, { hi: ["hi", "hello"], bye: ["bye"], same: ["x"] });
    const after = doc({}, { hi: ["hello", "hey"], same: ["x"], order: ["a pizza"] });
    expect(diffDocs(before, after).intents).toEqual([
      { kind: "changed", name: "hi", removed: ["hi"], added: ["hey"] },
      { kind: "added", name: "order", removed: [], added: ["a pizza"] },
      { kind: "removed", name: "bye", removed: ["bye"], added: [] },
    ]);
  });

  test("sees another order, also of keys that look like numbers", () => {
    const before = parseDoc('{"intents":{},"flows":{"10":{"message":"a"},"2":{"message":"b"}}}');
    const after = parseDoc('{"intents":{},"flows":{"2":{"message":"b"},"10":{"message":"a"}}}');
    expect(diffDocs(before, after)).toEqual({ states: [], intents: [], reordered: true });
    expect(isSame(diffDocs(before, after))).toBe(false);
  });

  test("finds the one state of 5,000 that changed", () => {
    const many = (change: number) =>
      doc(
        Object.fromEntries(
          Array.from({ length: 5_000 }, (_, n) => [
            `s${n}`,
            { message: [n === change ? "" : "A"] },
          ]),
        ),
      );
    expect(diffDocs(many(-1), many(4_000)).states.map(({ name }) => name)).toEqual(["s4000"]);
  });
});
