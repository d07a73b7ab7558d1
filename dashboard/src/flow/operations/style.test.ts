import { describe, expect, it } from "vitest";
import { type BotDoc, docOf, parse, write } from "../document";
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

describe("a message is changed in the form it has", () => {
  it.each([
    ['{"message":"Hi","next":"t"}', ["Hello"], '{"message":"Hello","next":"t"}'],
    ['{"message":"Hi","next":"t"}', ["Hello", "there"], '{"message":["Hello","there"],"next":"t"}'],
    ['{"message":["Hi"]}', ["Hello"], '{"message":["Hello"]}'],
    [
      '{"message":["Hi",7,null,{"Open":"daily"}]}',
      ["Hi", "7", "", "Closed"],
      '{"message":["Hi",7,null,"Closed"]}',
    ],
    ['{"message":["a",["b","c"],"d"]}', ["x", "b", "c", "d"], '{"message":["x",["b","c"],"d"]}'],
    ['{"message":["a",["b","c"],"d"]}', ["a", "b", "x", "d"], '{"message":["a","b","x","d"]}'],
    ['{"message":[["Hi"],["Hello","you"]]}', ["Hey"], '{"message":[["Hey"],["Hello","you"]]}'],
    ['{"message":7}', ["8"], '{"message":["8"]}'],
    ['{"next_state":"t"}', ["Hi"], '{"message":["Hi"],"next_state":"t"}'],
    ['{"message":"Hi"}', [], '{"message":[]}'],
    ['"Hi"', ["Hello"], '"Hello"'],
    ['["Hi",["x"]]', ["Hi", "y"], '["Hi","y"]'],
    [
      JSON.stringify('{"message": "Hi", "next_state": "t"}'),
      ["Yo"],
      JSON.stringify('{"message": "Yo", "next_state": "t"}'),
    ],
    [JSON.stringify('{"message":"Hi"}'), ["Yo"], JSON.stringify('{"message":"Yo"}')],
    [JSON.stringify('{\n  "message": "Hi"\n}'), ["Yo"], JSON.stringify('{\n  "message": "Yo"\n}')],
    ['{"message":"a\0b"}'.replace("\0", "\\u0000"), ["x\0y"], '{"message":"xy"}'],
    ['{"1":"t"}', ["Hi"], "a_choice_menu"],
  ])("%s", (before, lines, after) => {
    expect(edited(before, { type: "set_message", state: "s", lines })).toBe(after);
  });

  it.each([
    ['{"message":["a"]}', [["a"], ["b"]], '{"message":[["a"],["b"]]}'],
    ['{"message":"a"}', [["a"], ["b"]], '{"message":[["a"],["b"]]}'],
    ['{"message":[["a"],["b",7]]}', [["b", "7"]], '{"message":[["b",7]]}'],
    [
      '{"message":[["a"],["b",7],["c"]]}',
      [["a"], ["x", "7"], ["c"]],
      '{"message":[["a"],["x",7],["c"]]}',
    ],
    ['{"message":[["a"],["b"]]}', [], '{"message":[]}'],
    ['{"message":["a",["b"]]}', [["a", "b"], ["c"]], '{"message":[["a",["b"]],["c"]]}'],
  ])("variations of %s", (before, variations, after) => {
    expect(edited(before, { type: "set_variations", state: "s", variations })).toBe(after);
  });

  it("adds the next variation by its number", () => {
    const op: Operation = { type: "set_message", state: "s", lines: ["b"], variation: 1 };
    expect(edited('{"message":"a"}', op)).toBe('{"message":[["a"],["b"]]}');
    expect(edited('{"message":[["a"],["x"]]}', op)).toBe('{"message":[["a"],["b"]]}');
  });
});

describe("buttons keep their form", () => {
  const buttons = (...all: [string, string, number?][]): Operation => ({
    type: "set_buttons",
    state: "s",
    buttons: all.map(([id, title, origin]) =>
      origin === undefined ? { id, title } : { id, title, origin },
    ),
  });

  it.each([
    [
      '{"message":"?","buttons":[{"1":"Yes"},{"2":"No"}]}',
      buttons(["1", "Yes", 0], ["2", "Nope", 1]),
      '{"message":"?","buttons":[{"1":"Yes"},{"2":"Nope"}]}',
    ],
    [
      '{"message":"?","buttons":{"10":"Yes","2":"No"}}',
      buttons(["10", "Yes", 0], ["3", "Maybe"], ["2", "No", 1]),
      '{"message":"?","buttons":{"10":"Yes","3":"Maybe","2":"No"}}',
    ],
    [
      '{"message":"?","buttons":[{"1":"Yes","2":7},"t"]}',
      buttons(["1", "Yep", 0], ["2", "7", 1], ["t", "t", 2]),
      '{"message":"?","buttons":[{"1":"Yep","2":7},"t"]}',
    ],
    [
      '{"message":"?","buttons":[{"1":"Yes","2":7},"t"]}',
      buttons(["t", "Tee", 2], ["1", "Yes", 0]),
      '{"message":"?","buttons":[{"t":"Tee"},{"1":"Yes"}]}',
    ],
    [
      '{"message":"?","type":"text","next_state":"t"}',
      buttons(["1", "Yes"]),
      '{"message":"?","type":"interactive","buttons":[{"1":"Yes"}],"next_state":"t"}',
    ],
    [
      '{"message":"?","type":"interactive","buttons":[{"1":"Yes"}]}',
      buttons(),
      '{"message":"?","type":"text"}',
    ],
    ['{"buttons":[{"1":"Yes"}],"note":"x"}', buttons(), '{"buttons":[],"note":"x"}'],
    [
      '{"message":"?","buttons":[{"1":"Yes"}]}',
      buttons(["1", "Yes", 0], ["1", "Also"]),
      '{"message":"?","buttons":[{"1":"Yes"},{"1":"Also"}]}',
    ],
    [
      '{"message":"?","buttons":{"1":"Yes"}}',
      buttons(["1", "Yes", 0], ["1", "Also"]),
      '{"message":"?","buttons":[{"1":"Yes"},{"1":"Also"}]}',
    ],
  ])("%s", (before, op, after) => {
    expect(edited(before, op)).toBe(after);
  });
});

describe("media and validators keep their form", () => {
  it.each([
    [
      '{"images":"x","message":""}',
      [{ kind: "images", link: "y", caption: "", origin: 0 }],
      '{"images":"y","message":""}',
    ],
    [
      '{"images":"x","message":""}',
      [{ kind: "images", link: "x", caption: "c", origin: 0 }],
      '{"images":{"link":"x","caption":"c"},"message":""}',
    ],
    [
      '{"images":[{"link":"x","alt":1}],"next":"t"}',
      [{ kind: "images", link: "x", caption: "c", origin: 0 }],
      '{"images":[{"link":"x","alt":1,"caption":"c"}],"next":"t"}',
    ],
    [
      '{"message":"m","next":"t"}',
      [{ kind: "videos", link: "v", caption: "" }],
      '{"message":"m","videos":[{"link":"v"}],"next":"t"}',
    ],
    ['{"message":"m","images":["x"]}', [], '{"message":"m"}'],
    ['{"images":["x"]}', [], '{"images":[]}'],
  ] as const)("%s", (before, media, after) => {
    expect(edited(before, { type: "set_media", state: "s", media })).toBe(after);
  });

  it("changes what is changed of a validator", () => {
    const before =
      '{"message":"?","validators":[{"type":"length_validation","min_length":2,"note":"mine","error_message":"Short."},"numeric_validation"],"next":"t"}';
    const { validators } = readState(parse(before));
    const [first, second] = validators;
    if (!first || !second) throw new Error("two validators");
    const set = (...all: typeof validators): string =>
      edited(before, { type: "set_validators", state: "s", validators: all });
    expect(set(first, second)).toBe(before);
    expect(set({ ...first, error: [["Too short."]] }, second)).toBe(
      before.replace("Short.", "Too short."),
    );
    expect(set(second)).toBe('{"message":"?","validators":["numeric_validation"],"next":"t"}');
    expect(set()).toBe('{"message":"?","validators":[],"next":"t"}');
    const parameters = new Map(first.parameters).set("max_length", parse("9"));
    parameters.delete("note");
    expect(set({ ...first, parameters })).toBe(
      '{"message":"?","validators":[{"type":"length_validation","min_length":2,"error_message":"Short.","max_length":9}],"next":"t"}',
    );
    const said = { type: "numeric_validation", error: [["A number."]], parameters: new Map() };
    expect(
      edited('{"message":"?","validators":"numeric_validation"}', {
        type: "set_validators",
        state: "s",
        validators: [{ ...said, origin: 0 }],
      }),
    ).toBe(
      '{"message":"?","validators":{"type":"numeric_validation","error_message":"A number."}}',
    );
  });
});
