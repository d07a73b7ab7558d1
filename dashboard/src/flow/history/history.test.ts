import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BotDoc, docOf, parse, write, writeDoc } from "../document";
import type { Operation } from "../operations";
import { anyBot, anyEdit } from "../testing/bots";
import { publishedBots } from "../testing/corpus";
import {
  type History,
  PAUSE,
  applyEdit,
  canRedo,
  canUndo,
  pastSteps,
  redo,
  replaceBase,
  startHistory,
  undo,
} from ".";

const DOC = docOf(parse('{"intents":{},"flows":{"a":{"message":"A"},"b":{"message":"B"}}}'));

function say(state: string, text: string): Operation {
  return { type: "set_message", state, lines: [text] };
}

function edit(history: History, operation: Operation, mergeKey?: string, at = 0): History {
  const result = applyEdit(history, operation, mergeKey === undefined ? { at } : { mergeKey, at });
  if (!result.ok) throw new Error(result.error.problem);
  return result.value;
}

function back(history: History): History {
  const moved = undo(history);
  if (!moved) throw new Error("nothing to take back");
  return moved.history;
}

function forth(history: History): History {
  const moved = redo(history);
  if (!moved) throw new Error("nothing to do again");
  return moved.history;
}

function text(doc: BotDoc, state: string): string {
  return write(doc.flows.get(state) ?? null);
}

describe("taking edits back", () => {
  it("goes back to the beginning and forth to the end, letter for letter", () => {
    fc.assert(
      fc.property(anyBot, fc.array(anyEdit, { maxLength: 12 }), (doc, edits) => {
        let history = startHistory(doc);
        const docs = [doc];
        for (const operation of edits) {
          const result = applyEdit(history, operation);
          if (!result.ok || result.value === history) continue;
          history = result.value;
          docs.push(history.doc);
        }
        for (const before of docs.slice(0, -1).toReversed()) {
          history = back(history);
          expect(history.doc).toBe(before);
        }
        expect(canUndo(history)).toBe(false);
        expect(undo(history)).toBe(null);
        for (const after of docs.slice(1)) {
          history = forth(history);
          expect(history.doc).toBe(after);
        }
        expect(canRedo(history)).toBe(false);
        expect(redo(history)).toBe(null);
      }),
      { numRuns: 200 },
    );
  });

  it("forgets what was taken back once something else is done", () => {
    const history = edit(back(edit(startHistory(DOC), say("a", "x"))), say("b", "y"));
    expect(canRedo(history)).toBe(false);
    expect([...pastSteps(history)].map(({ operation }) => operation)).toEqual([say("b", "y")]);
  });

  it("is one step for typing in one field, until a pause, a stop or another field", () => {
    let history = edit(startHistory(DOC), say("a", "x"), "a.message", 0);
    history = edit(history, say("a", "xy"), "a.message", 1_000);
    history = edit(history, say("a", "xyz"), "a.message", 1_000 + PAUSE);
    expect(text(back(history).doc, "a")).toBe('{"message":"A"}');
    const paused = edit(history, say("a", "later"), "a.message", 2_001 + 2 * PAUSE);
    expect(text(back(paused).doc, "a")).toBe('{"message":"xyz"}');
    const other = edit(history, say("b", "x"), "b.message", 1_001);
    expect(text(back(other).doc, "a")).toBe('{"message":"xyz"}');
    const again = edit(forth(back(history)), say("a", "more"), "a.message", 2_000);
    expect(text(back(again).doc, "a")).toBe('{"message":"A"}');
  });

  it("takes nothing that was refused or changed nothing", () => {
    const history = startHistory(DOC);
    expect(applyEdit(history, say("no", "x"))).toMatchObject({
      error: { problem: "no_such_state" },
    });
    expect(edit(history, say("a", "A"))).toBe(history);
  });
});

describe("when somebody else's edit came in", () => {
  it("only takes back one's own", () => {
    const mine = edit(startHistory(DOC), say("a", "mine"));
    const theirs = edit(mine, say("b", "theirs")).doc;
    const moved = undo(replaceBase(mine, theirs));
    if (!moved) throw new Error("nothing to take back");
    expect(moved.kept).toEqual([]);
    expect(writeDoc(moved.history.doc)).toBe(
      '{"intents":{},"flows":{"a":{"message":"A"},"b":{"message":"theirs"}}}',
    );
    expect(writeDoc(forth(moved.history).doc)).toBe(writeDoc(theirs));
  });

  it("leaves what they changed since, and says so", () => {
    const mine = edit(startHistory(DOC), say("a", "mine"));
    const theirs = edit(mine, say("a", "theirs")).doc;
    const moved = undo(replaceBase(mine, theirs));
    expect(moved?.kept.map(({ name }) => name)).toEqual(["a"]);
    expect(moved && text(moved.history.doc, "a")).toBe('{"message":"theirs"}');
  });

  it("is nothing when the document is the same", () => {
    const history = startHistory(DOC);
    expect(replaceBase(history, DOC)).toBe(history);
  });
});

describe("the published bots", () => {
  const bots = publishedBots();

  it.runIf(bots.length).each(bots)(
    "$name survives an edit of each state and its undo",
    ({ doc }) => {
      const before = writeDoc(doc);
      for (const name of doc.flows.keys()) {
        const edits: Operation[] = [
          say(name, "changed"),
          { type: "rename_state", name, to: "another name" },
          { type: "delete_states", names: [name] },
          { type: "duplicate_states", names: [name] },
          { type: "connect", source: { from: "state", state: name }, target: "another" },
          { type: "set_buttons", state: name, buttons: [{ id: "1", title: "One" }] },
          { type: "set_choices", state: name, choices: [{ key: "9", target: "end" }] },
        ];
        let history = startHistory(doc);
        for (const operation of edits) {
          const result = applyEdit(history, operation);
          if (result.ok) history = result.value;
        }
        expect(writeDoc(history.doc)).not.toBe(before);
        while (canUndo(history)) history = back(history);
        expect(writeDoc(history.doc)).toBe(before);
      }
      expect(writeDoc(doc)).toBe(before);
    },
  );
});

describe("a long history", () => {
  it("of a large flow stays small, for its documents share nearly everything", () => {
    const states = Array.from({ length: 5_000 }, (_, at) => `"s${at}":{"message":"${at}"}`);
    let history = startHistory(docOf(parse(`{"flows":{${states.join(",")}}}`)));
    for (let at = 0; at < 2_000; at += 1) history = edit(history, say(`s${at}`, "x"));
    const [last, before] = [...pastSteps(history)];
    if (!last || !before) throw new Error("no steps");
    const kept = [...last.after.flows].filter(
      ([name, raw]) => before.before.flows.get(name) === raw,
    );
    expect(kept).toHaveLength(4_998);
    while (canUndo(history)) history = back(history);
    expect(text(history.doc, "s1999")).toBe('{"message":"1999"}');
  });
});
