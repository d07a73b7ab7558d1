import { describe, expect, it } from "vitest";
import { docOf, parse } from "@/flow/document";
import { writtenAt } from "./context";
import { suggestionsAt } from "./suggestions";

/** The cursor stands at the `|`. */
function written(text: string, format: "json" | "yaml"): unknown {
  const at = text.indexOf("|");
  const found = writtenAt(text.replace("|", ""), at, format);
  return found && [found.path.join("/"), found.at, found.quote + found.typed];
}

describe("what is being written", () => {
  it.each([
    ["flows:\n  a:\n    next_state: |", ["flows/a/next_state", "value", ""]],
    ["flows:\n  a:\n    next_state: si|\n  b:\n", ["flows/a/next_state", "value", "si"]],
    [
      'flows:\n  "a b":\n    message: x\n    next_state: "si|"',
      ["flows/a b/next_state", "value", '"si'],
    ],
    ['flows:\n  choice_x:\n    "1": do|', ["flows/choice_x/1", "value", "do"]],
    ["flows:\n  a:\n    buttons:\n      - ye|", ["flows/a/buttons/-", "value", "ye"]],
    ["flows:\n  a:\n    buttons:\n      - ok: x\n        ye|", ["flows/a/buttons/-", "key", "ye"]],
    [
      "flows:\n  a:\n    validators:\n    - type: nu|",
      ["flows/a/validators/-/type", "value", "nu"],
    ],
    ["flows:\n  a:\n\n    # a note\n    me|", ["flows/a", "key", "me"]],
    ["flows:\n  a:\n    # no|", null],
    ["intents:\n  a: [x]\nflows:\n  b|", ["flows", "key", "b"]],
  ])("YAML %#", (text, expected) => {
    expect(written(text, "yaml")).toEqual(expected);
  });

  it.each([
    ['{"flows": {"a": {"next_state": "|', ["flows/a/next_state", "value", '"']],
    ['{"flows": {"a": {"next_state": "si|"}}}', ["flows/a/next_state", "value", '"si']],
    ['{"flows": {"a": {"message": ["x", {"y": [1]}], "next|', ["flows/a", "key", '"next']],
    ['{"flows": {"a": {"buttons": [{"1": "Yes"}, {"|', ["flows/a/buttons/-", "key", '"']],
    ['{"flows": {"a": {"message": "x: {", "next_state": |', ["flows/a/next_state", "value", ""]],
    ['{"flows": {"a": {"message": "x"}, |', ["flows", "key", ""]],
    ['{"flows": {"a": {"message": "say \\"hi\\"", "next": s|', ["flows/a/next", "value", "s"]],
    ["|", null],
  ])("JSON %#", (text, expected) => {
    expect(written(text, "json")).toEqual(expected);
  });
});

describe("what is suggested", () => {
  const doc = docOf(
    parse(
      '{"intents":{"pay":["x"]},"flows":{"size":{"message":"?","next_state":"choice_size"},"choice_size":{"1":"done"},"done":{"message":"a"},"a b: c":{"message":"x"}}}',
    ),
  );
  const labels = (text: string, format: "json" | "yaml" = "yaml"): string[] | undefined =>
    suggestionsAt(text, text.length, format, doc)?.options.map(({ insert }) => insert);

  it("is every state, and the end, where something leads on", () => {
    const all = ["size", "choice_size", "done", '"a b: c"', "end"];
    expect(labels("flows:\n  new:\n    next_state: ")).toEqual(all);
    expect(labels('flows:\n  choice_size:\n    "2": ')).toEqual(all);
    expect(labels("flows:\n  x:\n    choices:\n      1: ")).toEqual(all);
    expect(labels('{"flows": {"new": {"next": "', "json")).toEqual([
      "size",
      "choice_size",
      "done",
      "a b: c",
      "end",
    ]);
    expect(labels('{"flows": {"new": {"next": ', "json")?.[0]).toBe('"size"');
  });

  it("is what a button can answer or lead to", () => {
    expect(labels('{"flows": {"size": {"buttons": [{"', "json")).toEqual([
      "1",
      "size",
      "choice_size",
      "done",
      "a b: c",
      "pay",
    ]);
  });

  it("is the keys of a state, the validators, and what is remembered", () => {
    expect(labels("flows:\n  size:\n    ")).toContain("next_state: ");
    expect(labels("flows:\n  size:\n    validators:\n      - type: ")).toContain(
      "numeric_validation",
    );
    expect(labels("flows:\n  size:\n    message: Hi {{")).toContain("done");
  });

  it("is nothing elsewhere", () => {
    expect(labels("flows:\n  size:\n    message: ")).toBe(undefined);
    expect(labels("intents:\n  size:\n    - ")).toBe(undefined);
  });
});
