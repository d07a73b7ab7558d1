import { describe, expect, it } from "vitest";
import { type BotDoc, docOf, parse, write, writeDoc } from "../document";
import {
  type OpError,
  type Operation,
  apply,
  choiceName,
  clipText,
  copyStates,
  describe as described,
  freshNames,
  freshStateName,
  readClip,
  renamesOf,
  tidyName,
} from ".";

const PIZZA = docOf(
  parse(`{
    "intents": {"order": ["a pizza", "order"], "greet": ["hi"], "bye": "bye"},
    "flows": {
      "greet": {"message": "Hi {{greet}}", "buttons": [{"order": "Order"}, {"size": "Sizes"}]},
      "order": {"message": ["Which size?"], "next_state": "size"},
      "size": {"message": ["{{ size }}. Right?"], "buttons": [{"1": "Yes"}], "next": "choice_size"},
      "choice_size": {"1": "done", "2": "order", "fallback_message": "1 or 2"},
      "done": {"message": "{{order}}, {{size}}", "next_state": "end"}
    }
  }`),
);

function done(doc: BotDoc, ...operations: Operation[]): BotDoc {
  const result = apply(doc, { type: "together", operations });
  if (!result.ok) throw new Error(`${result.error.problem} ${result.error.name}`);
  return result.value;
}

function refusal(doc: BotDoc, operation: Operation): OpError | null {
  const result = apply(doc, operation);
  return result.ok ? null : result.error;
}

function raw(doc: BotDoc, state: string): string {
  return write(doc.flows.get(state) ?? null);
}

describe("a new state", () => {
  it("stands where it belongs and is led to", () => {
    const doc = done(PIZZA, {
      type: "create_state",
      name: "toppings",
      kind: "text",
      text: "Which toppings?",
      from: { from: "state", state: "order" },
      after: "order",
    });
    expect([...doc.flows.keys()].slice(1, 3)).toEqual(["order", "toppings"]);
    expect(raw(doc, "order")).toBe('{"message":["Which size?"],"next_state":"toppings"}');
    expect(raw(doc, "toppings")).toBe('{"message":["Which toppings?"],"next_state":"end"}');
    expect(doc.flows.get("done")).toBe(PIZZA.flows.get("done"));
  });

  it("can have buttons or media from the beginning", () => {
    const doc = done(
      PIZZA,
      {
        type: "create_state",
        name: "ask",
        kind: "interactive",
        text: "?",
        buttons: [{ id: "done", title: "Done" }],
      },
      {
        type: "create_state",
        name: "menu",
        kind: "media",
        media: [{ kind: "images", link: "https://x.example/a.png", caption: "" }],
      },
    );
    expect(raw(doc, "ask")).toBe(
      '{"message":["?"],"type":"interactive","buttons":[{"done":"Done"}],"next_state":"end"}',
    );
    expect(raw(doc, "menu")).toBe(
      '{"images":[{"link":"https://x.example/a.png"}],"next_state":"end"}',
    );
  });

  it.each([
    ["", "name_empty"],
    ["end", "name_reserved"],
    ["order", "name_taken"],
    ["x".repeat(501), "name_too_long"],
  ])("can't be called %j", (name, problem) => {
    expect(refusal(PIZZA, { type: "create_state", name, kind: "text" })).toEqual({ problem, name });
    expect(refusal(PIZZA, { type: "rename_state", name: "size", to: name })?.problem).toBe(problem);
  });

  it("may have any name that the server takes", () => {
    for (const name of ["🍕", "__proto__", "constructor", "7", "a b", '"', "<script>"]) {
      const doc = done(PIZZA, { type: "create_state", name, kind: "text", text: "x" });
      expect(writeDoc(docOf(parse(writeDoc(doc))))).toBe(writeDoc(doc));
      expect(doc.flows.has(name)).toBe(true);
    }
  });
});

describe("renaming a state", () => {
  it("renames it wherever something leads to it, its place and its {{variables}} kept", () => {
    const doc = done(PIZZA, { type: "rename_state", name: "size", to: "pizza_size" });
    expect(write(doc.flows)).toBe(
      write(PIZZA.flows)
        .replace('"size":{', '"pizza_size":{')
        .replace('"next_state":"size"', '"next_state":"pizza_size"')
        .replace('{"size":"Sizes"}', '{"pizza_size":"Sizes"}')
        .replace("{{ size }}", "{{ pizza_size }}")
        .replace("{{size}}", "{{pizza_size}}"),
    );
    expect(doc.flows.get("choice_size")).toBe(PIZZA.flows.get("choice_size"));
  });

  it("takes the intent along, unless told not to", () => {
    const along = done(PIZZA, { type: "rename_state", name: "order", to: "buy" });
    expect([...along.intents.keys()]).toEqual(["buy", "greet", "bye"]);
    expect(raw(along, "choice_size")).toBe('{"1":"done","2":"buy","fallback_message":"1 or 2"}');
    const alone = done(PIZZA, {
      type: "rename_state",
      name: "order",
      to: "buy",
      withIntent: false,
    });
    expect(alone.intents).toBe(PIZZA.intents);
  });

  it("leaves buttons that answer the choice which comes next", () => {
    const doc = docOf(
      parse(
        '{"flows":{"q":{"buttons":[{"1":"Yes"}],"next_state":"m"},"m":{"1":"x"},"1":{"message":"one"}}}',
      ),
    );
    expect(raw(done(doc, { type: "rename_state", name: "1", to: "one" }), "q")).toBe(raw(doc, "q"));
  });

  it("can be done and taken back", () => {
    const back = done(
      PIZZA,
      { type: "rename_state", name: "size", to: "x" },
      { type: "rename_state", name: "x", to: "size" },
    );
    expect(writeDoc(back)).toBe(writeDoc(PIZZA));
  });
});

describe("deleting states", () => {
  it("ends what led to them", () => {
    const doc = done(PIZZA, { type: "delete_states", names: ["order", "done"] });
    expect(write(doc.flows)).toBe(
      '{"greet":{"message":"Hi {{greet}}","buttons":[{"order":"Order"},{"size":"Sizes"}]},' +
        '"size":{"message":["{{ size }}. Right?"],"buttons":[{"1":"Yes"}],"next":"choice_size"},' +
        '"choice_size":{"1":"end","2":"end","fallback_message":"1 or 2"}}',
    );
    expect(doc.intents).toBe(PIZZA.intents);
    expect(refusal(PIZZA, { type: "delete_states", names: ["no"] })?.problem).toBe("no_such_state");
  });
});

describe("copies", () => {
  it("lead to each other as the originals do", () => {
    const doc = done(PIZZA, { type: "duplicate_states", names: ["size", "choice_size"] });
    expect([...doc.flows.keys()]).toEqual([
      "greet",
      "order",
      "size",
      "choice_size",
      "size_2",
      "choice_size_2",
      "done",
    ]);
    expect(raw(doc, "size_2")).toBe(
      '{"message":["{{ size_2 }}. Right?"],"buttons":[{"1":"Yes"}],"next":"choice_size_2"}',
    );
    expect(raw(doc, "choice_size_2")).toBe(raw(PIZZA, "choice_size"));
    expect(doc.flows.get("size")).toBe(PIZZA.flows.get("size"));
    expect([...freshNames(PIZZA, ["size", "new"])]).toEqual([
      ["size", "size_2"],
      ["new", "new"],
    ]);
  });

  it("go from one bot to another as text", () => {
    const clip = readClip(clipText(copyStates(PIZZA, ["choice_size", "size"])));
    if (!clip) throw new Error("no clip");
    const other = docOf(parse('{"flows":{"size":{"message":"S"}}}'));
    const doc = done(other, { type: "paste_states", clip, after: "size" });
    expect([...doc.flows.keys()]).toEqual(["size", "size_2", "choice_size"]);
    expect(raw(doc, "choice_size")).toBe(raw(PIZZA, "choice_size"));
  });

  it.each([
    "",
    "hello",
    "{",
    "[1]",
    '{"kauli":"states"}',
    '{"kauli":"states","states":{}}',
    '{"states":{"a":1}}',
  ])("are not made of other text: %s", (text) => {
    expect(readClip(text)).toBe(null);
  });
});

describe("an edit", () => {
  it("that changes nothing gives the same document", () => {
    const nothing: Operation[] = [
      { type: "set_message", state: "order", lines: ["Which size?"] },
      { type: "connect", source: { from: "state", state: "order" }, target: "size" },
      { type: "set_phrases", intent: "greet", phrases: ["hi"] },
      { type: "rename_state", name: "size", to: "size" },
      { type: "replace_document", ...docOf(parse(writeDoc(PIZZA))) },
    ];
    for (const operation of nothing) {
      const result = apply(PIZZA, operation);
      expect(result.ok && result.value === PIZZA).toBe(true);
    }
  });

  it("of the whole document keeps the objects of what is as it was", () => {
    const text = writeDoc(PIZZA).replace("Which size?", "What size?");
    const doc = done(PIZZA, { type: "replace_document", ...docOf(parse(text)) });
    expect(writeDoc(doc)).toBe(text);
    const changed = [...doc.flows].filter(([name, value]) => PIZZA.flows.get(name) !== value);
    expect(changed.map(([name]) => name)).toEqual(["order"]);
    expect(doc.intents).toBe(PIZZA.intents);
  });

  it("is done whole or not at all", () => {
    const operations: Operation[] = [
      { type: "set_message", state: "order", lines: ["x"] },
      { type: "delete_states", names: ["nowhere"] },
    ];
    expect(refusal(PIZZA, { type: "together", operations })).toEqual({
      problem: "no_such_state",
      name: "nowhere",
    });
  });

  it("says what it does", () => {
    const rename: Operation = { type: "rename_state", name: "a", to: "b" };
    expect(described(rename)).toEqual({ key: "rename_state", params: { name: "a", to: "b" } });
    expect(described({ type: "together", operations: [rename] }).key).toBe("rename_state");
    expect(described({ type: "delete_states", names: ["a", "b"] }).params).toEqual({
      name: "a",
      count: 2,
    });
    expect(
      described({ type: "connect", source: { from: "choice", state: "m", key: "1" }, target: "b" })
        .params,
    ).toEqual({ name: "m: 1", to: "b" });
    expect(described({ type: "set_phrases", intent: "i", phrases: [] }).params).toEqual({
      name: "i",
    });
    expect(renamesOf({ type: "together", operations: [rename] })).toEqual([["a", "b"]]);
    expect(renamesOf({ type: "delete_states", names: ["a"] })).toEqual([]);
  });
});

describe("names", () => {
  it("are suggested and tidied", () => {
    expect(freshStateName(PIZZA, "payment")).toBe("payment");
    expect(freshStateName(PIZZA, "size")).toBe("size_2");
    expect(freshStateName(PIZZA, "end")).toBe("end_2");
    expect(
      freshStateName(done(PIZZA, { type: "duplicate_states", names: ["size"] }), "size_2"),
    ).toBe("size_3");
    expect(choiceName(" size ")).toBe("choice_size");
    expect(choiceName("choice_size")).toBe("choice_size");
    expect(tidyName(" a\n b ")).toBe("a b");
  });
});
