import { describe, expect, it } from "vitest";
import { type BotDoc, docOf, parse, writeDoc } from "@/flow/document";
import {
  type CodeSession,
  difference,
  followed,
  isPending,
  settled,
  startSession,
  switched,
  typed,
} from "./session";

function bot(a: string, b = "B"): BotDoc {
  return docOf(parse(`{"intents":{},"flows":{"a":{"message":"${a}"},"b":{"message":"${b}"}}}`));
}

const DOC = bot("A");

function retyped(session: CodeSession, from: string, to: string): CodeSession {
  expect(session.text).toContain(from);
  return typed(session, session.text.replace(from, to));
}

describe("typing code", () => {
  it.each(["yaml", "json"] as const)("changes the document once it can be read: %s", (format) => {
    const start = startSession(DOC, format);
    expect(settled(start, DOC).doc).toBe(null);
    const typing = retyped(
      start,
      format === "yaml" ? "message: A" : '"message": "A"',
      format === "yaml" ? "message: Z" : '"message": "Z"',
    );
    expect(isPending(typing)).toBe(true);
    const { session, doc } = settled(typing, DOC);
    expect(doc && writeDoc(doc)).toBe(writeDoc(bot("Z")));
    expect(doc && followed(session, doc).text).toBe(typing.text);
  });

  it("keeps the last good document and all that was typed while it is broken", () => {
    const typing = retyped(startSession(DOC, "yaml"), "message: A", "message: 'A");
    const { session, doc } = settled(typing, DOC);
    expect(doc).toBe(null);
    expect(session.error).toMatchObject({ line: 4, problem: "unclosed_text" });
    expect(followed(session, bot("A", "elsewhere")).text).toBe(typing.text);
    expect(switched(session, "json")).toBe(session);
  });

  it.each([
    ["", "intents, flows"],
    ["flows: {}", "intents"],
    ["intents: {}\nflow: {}", "flow"],
    ["intents: {}\nflows: text", "flows"],
    ["- a", "intents, flows"],
  ])("does not take something else for a bot: %j", (text, detail) => {
    const { session, doc } = settled(typed(startSession(DOC, "yaml"), text), DOC);
    expect([session.error?.problem, session.error?.detail, doc]).toEqual([
      "not_a_bot",
      detail,
      null,
    ]);
  });

  it("leaves notes and spacing as they are while the document says the same", () => {
    const typing = typed(startSession(DOC, "yaml"), `# mine\n${startSession(DOC, "yaml").text}`);
    const { session, doc } = settled(typing, DOC);
    expect(doc).toBe(null);
    expect(followed(session, docOf(parse(writeDoc(DOC)))).text).toBe(typing.text);
  });
});

describe("what happens elsewhere meanwhile", () => {
  it("comes into the text when nothing is pending", () => {
    const session = followed(startSession(DOC, "yaml"), bot("A", "other"));
    expect(session.text).toContain("message: other");
  });

  it("is brought together with what was typed", () => {
    const typing = retyped(startSession(DOC, "yaml"), "message: A", "message: Z");
    const { doc, session } = settled(typing, bot("A", "other"));
    expect(doc && writeDoc(doc)).toBe(writeDoc(bot("Z", "other")));
    expect(doc && followed(session, doc).text).toContain("message: other");
  });

  it("is asked about when it is about the same state", () => {
    const typing = retyped(startSession(DOC, "yaml"), "message: A", "message: Z");
    const clash = settled(typing, bot("other"));
    expect(clash.doc).toBe(null);
    expect(clash.session.clashes.map(({ name }) => name)).toEqual(["a"]);
    expect(isPending(clash.session)).toBe(true);
    const mine = settled(clash.session, bot("other"), "mine");
    expect(mine.doc && writeDoc(mine.doc)).toBe(writeDoc(bot("Z")));
    const theirs = settled(clash.session, bot("other"), "theirs");
    expect(theirs.doc).toBe(null);
    expect(theirs.session.text).toContain("message: other");
    expect(isPending(theirs.session)).toBe(false);
  });
});

describe("changing a text", () => {
  it.each([
    ["abc", "abc", null],
    ["abc", "axc", { from: 1, to: 2, insert: "x" }],
    ["aa", "aaa", { from: 2, to: 2, insert: "a" }],
    ["aaa", "", { from: 0, to: 3, insert: "" }],
  ])("touches no more than differs: %s %s", (from, to, expected) => {
    expect(difference(from, to)).toEqual(expected);
  });

  it("to the other format gives the same document", () => {
    const json = switched(startSession(DOC, "yaml"), "json");
    expect(json.format).toBe("json");
    expect(settled(json, DOC).doc).toBe(null);
    expect(settled(json, DOC).session.error).toBe(null);
  });
});
