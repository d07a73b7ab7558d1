import { describe, expect, it } from "vitest";
import { type BotDoc, docOf, parse, write, writeDoc } from "../document";
import { readState } from "../states";
import { type Operation, apply } from ".";

/** A bot with one state `s`, written so. */
function bot(state: string): BotDoc {
  return docOf(parse(`{"intents":{"hi":["hello"]},"flows":{"s":${state},"t":{"message":"T"}}}`));
}

function edited(state: string, operation: Operation): string {
  const result = apply(bot(state), operation);
  if (!result.ok) return result.error.problem;
  return write(result.value.flows.get("s") ?? null);
}

describe("connecting keeps the author's words", () => {
  const state = { from: "state", state: "s" } as const;
  it.each([
    [
      '{"message":"?","next":"x"}',
      { type: "connect", source: state, target: "t" },
      '{"message":"?","next":"t"}',
    ],
    [
      '{"message":"?","next_state":null,"next":"x"}',
      { type: "connect", source: state, target: "t" },
      '{"message":"?","next_state":null,"next":"t"}',
    ],
    [
      '{"message":"?"}',
      { type: "connect", source: state, target: "t" },
      '{"message":"?","next_state":"t"}',
    ],
    ['"?"', { type: "connect", source: state, target: "t" }, '{"message":"?","next_state":"t"}'],
    [
      '{"message":"?","next":"x"}',
      { type: "disconnect", source: state },
      '{"message":"?","next":"end"}',
    ],
    ['{"message":"?"}', { type: "disconnect", source: state }, '{"message":"?"}'],
    ['{"1":"t"}', { type: "connect", source: state, target: "t" }, "a_choice_menu"],
    [
      '{"1":7,"2":"t"}',
      { type: "connect", source: { from: "choice", state: "s", key: "1" }, target: "t" },
      '{"1":"t","2":"t"}',
    ],
    [
      '{"choices":{"1":"x"}}',
      { type: "connect", source: { from: "choice", state: "s", key: "1" }, target: "t" },
      '{"choices":{"1":"t"}}',
    ],
    [
      '{"1":"t"}',
      { type: "disconnect", source: { from: "choice", state: "s", key: "1" } },
      '{"1":"end"}',
    ],
    [
      '{"1":"t"}',
      { type: "connect", source: { from: "choice", state: "s", key: "2" }, target: "t" },
      "no_such_choice",
    ],
    [
      '{"message":"?"}',
      { type: "connect", source: { from: "choice", state: "s", key: "2" }, target: "t" },
      "not_a_choice_menu",
    ],
    [
      '{"message":"?","buttons":{"1":"Yes","2":"No"}}',
      { type: "connect", source: { from: "button", state: "s", index: 1 }, target: "t" },
      '{"message":"?","buttons":{"1":"Yes","t":"No"}}',
    ],
    [
      '{"message":"?","buttons":[{"2":"Yes"},{"t":"No"}]}',
      { type: "disconnect", source: { from: "button", state: "s", index: 1 } },
      '{"message":"?","buttons":[{"2":"Yes"},{"3":"No"}]}',
    ],
    [
      '{"message":"?"}',
      { type: "connect", source: { from: "button", state: "s", index: 1 }, target: "t" },
      "no_such_button",
    ],
  ] as const)("%s", (before, op, after) => {
    expect(edited(before, op)).toBe(after);
  });
});

describe("a choice menu", () => {
  it.each([
    [
      '{"10":"a","2":7,"fallback_message":"?"}',
      [
        { key: "10", target: "a", origin: 0 },
        { key: "2", target: "t", origin: 1 },
      ],
      '{"10":"a","2":"t","fallback_message":"?"}',
    ],
    [
      '{"10":"a","2":7,"fallback_message":"?"}',
      [
        { key: "2", target: "7", origin: 1 },
        { key: "yes", target: "a", origin: 0 },
        { key: "no", target: "" },
      ],
      '{"2":7,"yes":"a","no":"end","fallback_message":"?"}',
    ],
    [
      '{"fallback_message":"?","1":"a"}',
      [{ key: "2", target: "b" }],
      '{"fallback_message":"?","2":"b"}',
    ],
    [
      '{"choices":{"1":"a"},"note":1}',
      [{ key: "2", target: "b" }],
      '{"choices":{"2":"b"},"note":1}',
    ],
    [
      '{"1":"a","fallback_message":"?"}',
      [{ key: "message", target: "b" }],
      '{"choices":{"message":"b"},"fallback_message":"?"}',
    ],
    ['{"1":"a"}', [], "no_choices"],
    ['{"1":"a"}', [{ key: " ", target: "b" }], "choice_empty"],
    [
      '{"1":"a"}',
      [
        { key: "x", target: "b" },
        { key: "x", target: "c" },
      ],
      "choice_taken",
    ],
    ['{"message":"a"}', [{ key: "x", target: "b" }], "not_a_choice_menu"],
  ])("%s", (before, choices, after) => {
    expect(edited(before, { type: "set_choices", state: "s", choices })).toBe(after);
  });

  it.each([
    [
      '{"1":"a","fallback_message":"?"}',
      [["1, please."]],
      '{"1":"a","fallback_message":"1, please."}',
    ],
    ['{"1":"a"}', [["1, please.", "Or 2."]], '{"1":"a","fallback_message":["1, please.","Or 2."]}'],
    ['{"1":"a","fallback_message":"?"}', [], '{"1":"a"}'],
  ])("says so to a wrong answer: %s", (before, variations, after) => {
    expect(edited(before, { type: "set_fallback", state: "s", variations })).toBe(after);
  });

  it("takes the buttons that answer it along when a choice is renamed", () => {
    const doc = docOf(
      parse(
        '{"flows":{"q":{"message":"?","buttons":[{"1":"Yes"},{"2":"No"}],"next_state":"m"},"m":{"1":"a","2":"b"}}}',
      ),
    );
    const choices = readState(doc.flows.get("m") ?? null).choices.map((choice) =>
      choice.key === "1" ? { ...choice, key: "ja" } : choice,
    );
    const result = apply(doc, { type: "set_choices", state: "m", choices });
    expect(result.ok && write(result.value.flows)).toBe(
      '{"q":{"message":"?","buttons":[{"ja":"Yes"},{"2":"No"}],"next_state":"m"},"m":{"ja":"a","2":"b"}}',
    );
  });

  it("is made behind the state that leads to it", () => {
    const made = apply(bot('{"message":"?","next_state":"end"}'), {
      type: "create_choice_menu",
      name: "choice_s",
      fallback: ["1 or 2"],
      choices: [
        { key: "1", target: "t" },
        { key: "2", target: "" },
      ],
      attachTo: "s",
    });
    expect(made.ok && writeDoc(made.value)).toBe(
      '{"intents":{"hi":["hello"]},"flows":{"s":{"message":"?","next_state":"choice_s"},' +
        '"choice_s":{"1":"t","2":"end","fallback_message":["1 or 2"]},"t":{"message":"T"}}}',
    );
  });
});
