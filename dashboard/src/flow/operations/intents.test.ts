import { describe, expect, it } from "vitest";
import { type BotDoc, docOf, parse, write } from "../document";
import { type OpError, type Operation, apply } from ".";

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

describe("intents", () => {
  it("are made, renamed and deleted with their states or without", () => {
    const made = done(PIZZA, {
      type: "create_intent",
      name: "pay",
      phrases: ["pay", " ", "Pay", "cash"],
    });
    expect(write(made.intents.get("pay") ?? null)).toBe('["pay","cash"]');
    const both = done(PIZZA, { type: "rename_intent", name: "order", to: "buy" });
    expect([both.flows.has("buy"), both.intents.has("buy")]).toEqual([true, true]);
    const one = done(PIZZA, { type: "rename_intent", name: "order", to: "buy", withState: false });
    expect([one.flows.has("buy"), one.intents.has("buy")]).toEqual([false, true]);
    expect(done(PIZZA, { type: "delete_intent", name: "order" }).flows).toBe(PIZZA.flows);
    expect(
      done(PIZZA, { type: "delete_intent", name: "order", withState: true }).flows.has("order"),
    ).toBe(false);
    expect(refusal(PIZZA, { type: "create_intent", name: "bye", phrases: [] })?.problem).toBe(
      "name_taken",
    );
  });

  it("keep the form of their phrases", () => {
    const doc = docOf(parse('{"intents":{"a":["x",["y",7],"z"],"b":"one","c":{"k":"v"}}}'));
    const set = (intent: string, phrases: string[]): string =>
      write(done(doc, { type: "set_phrases", intent, phrases }).intents.get(intent) ?? null);
    expect(set("a", ["x", "y", "7", "new", "z"])).toBe('["x",["y",7],"new","z"]');
    expect(set("a", ["x", "y", "7", "z"])).toBe('["x",["y",7],"z"]');
    expect(set("b", ["one"])).toBe('"one"');
    expect(set("b", ["one", "two"])).toBe('["one","two"]');
    expect(set("c", ["v", "w"])).toBe('["v","w"]');
  });

  it("take new phrases and give them away, each once", () => {
    const doc = done(PIZZA, {
      type: "add_phrases",
      intent: "bye",
      phrases: ["Bye", "see you", "SEE YOU "],
    });
    expect(write(doc.intents.get("bye") ?? null)).toBe('["bye","see you"]');
    const moved = done(doc, { type: "move_phrase", phrase: "see you", from: "bye", to: "greet" });
    expect(write(moved.intents)).toBe(
      '{"order":["a pizza","order"],"greet":["hi","see you"],"bye":["bye"]}',
    );
    expect(apply(doc, { type: "add_phrases", intent: "bye", phrases: ["bye"] })).toEqual({
      ok: true,
      value: doc,
    });
  });
});
