import { describe, expect, it } from "vitest";
import { readPair } from "./pair";
import { columnOf, linesIn, ownersOf, sortPhrases, tableIn } from "./phrases";

describe("phrases that are pasted", () => {
  it("are a line each", () => {
    expect(linesIn("nataka pizza\r\n\n  I need a pizza \n")).toEqual([
      "nataka pizza",
      "I need a pizza",
    ]);
  });

  it("are a column of a table, with its quotes undone", () => {
    const table = tableIn('text,intent\n"hello, you",greet\n"say ""hi""",greet\n');
    expect(table).toEqual([
      ["text", "intent"],
      ["hello, you", "greet"],
      ['say "hi"', "greet"],
    ]);
    expect(columnOf(table ?? [], 0, true)).toEqual(["hello, you", 'say "hi"']);
    expect(columnOf(table ?? [], 1, false)).toEqual(["intent", "greet", "greet"]);
  });

  it("are no table where the lines are only sentences with commas", () => {
    expect(tableIn("yes, please\nno")).toBeNull();
    expect(tableIn("yes, please")).toBeNull();
    expect(tableIn("a\nb")).toBeNull();
  });

  it("are said to be there already, here or with another intent", () => {
    const owners = ownersOf([
      ["greet", ["Hello", "hi"]],
      ["order", ["nataka pizza", "hi"]],
    ]);
    expect(sortPhrases(["hello ", "HI", "pizza", "Pizza", ""], "order", owners)).toEqual({
      fresh: ["hello ", "pizza"],
      held: ["HI", "Pizza"],
      elsewhere: [{ phrase: "hello ", intent: "greet" }],
    });
  });
});

describe("a finding about two intents", () => {
  const message =
    "“order” and “ask price” are taken for each other (25 % of their phrases): “how much”, “juice” and 2 more.";

  it("names them", () => {
    expect(readPair({ code: "confusable_intents", message })).toEqual({
      intents: ["order", "ask price"],
      percent: "25",
      phrases: ["how much", "juice"],
    });
  });

  it("is none where it is about something else", () => {
    expect(readPair({ code: "empty_intent", message })).toBeNull();
    expect(readPair({ code: "confusable_intents", message: "Something else." })).toBeNull();
  });
});
