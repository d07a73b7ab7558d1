import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type BotDoc,
  type Json,
  docOf,
  equal,
  isObject,
  jsonOf,
  parse,
  write,
  writeDoc,
} from "../document";
import { apply } from "../operations";
import { anyBot, anyEdit } from "../testing/bots";
import { type Merged, merge, resolve } from ".";

const BASE = docOf(
  parse(`{
    "intents": {"order": ["a pizza"], "greet": ["hi"]},
    "flows": {
      "greet": {"message": "Hi", "next_state": "end"},
      "order": {"message": "Which?", "next_state": "size"},
      "size": {"message": "Size?", "next_state": "end"}
    }
  }`),
);

function changed(...replacements: [string, string][]): BotDoc {
  let text = writeDoc(BASE);
  for (const [from, to] of replacements) {
    if (!text.includes(from)) throw new Error(`There is no ${from}.`);
    text = text.replace(from, to);
  }
  return docOf(parse(text));
}

function merged(mine: BotDoc, theirs: BotDoc): Merged {
  return merge(BASE, mine, theirs);
}

const same = (a: BotDoc, b: BotDoc): boolean => equal(jsonOf(a), jsonOf(b));

describe("what two people did", () => {
  it("comes together when it is about different states", () => {
    const both = merged(changed(['"Hi"', '"Habari"']), changed(['"Size?"', '"How big?"']));
    expect(both.conflicts).toEqual([]);
    expect(writeDoc(both.doc)).toBe(
      writeDoc(changed(['"Hi"', '"Habari"'], ['"Size?"', '"How big?"'])),
    );
  });

  it("comes together when it is about different keys of one state", () => {
    const mine = changed(['"Which?"', '"What?"']);
    const theirs = changed(['"next_state":"size"', '"next_state":"greet"']);
    const both = merged(mine, theirs);
    expect(both.conflicts).toEqual([]);
    expect(writeDoc(both.doc)).toContain('"order":{"message":"What?","next_state":"greet"}');
  });

  it("is a conflict when both changed the same; the decision settles it", () => {
    const mine = changed(['"Hi"', '"Habari"']);
    const theirs = changed(['"Hi"', '"Mambo"']);
    const both = merged(mine, theirs);
    expect(both.conflicts.map(({ kind, name }) => [kind, name])).toEqual([["state", "greet"]]);
    const [conflict] = both.conflicts;
    if (!conflict) throw new Error("no conflict");
    expect(same(both.doc, mine)).toBe(true);
    expect(same(resolve(both.doc, conflict, "theirs"), theirs)).toBe(true);
    expect(resolve(both.doc, conflict, "mine")).toBe(both.doc);
    expect(same(merge(BASE, mine, theirs, "theirs").doc, theirs)).toBe(true);
  });

  it("is a conflict when one deleted what the other changed", () => {
    const mine = changed([',"size":{"message":"Size?","next_state":"end"}', ""]);
    const theirs = changed(['"Size?"', '"How big?"']);
    const both = merged(mine, theirs);
    const [conflict] = both.conflicts;
    if (!conflict) throw new Error("no conflict");
    expect([conflict.name, conflict.mine]).toEqual(["size", undefined]);
    expect(both.doc.flows.has("size")).toBe(false);
    expect(resolve(both.doc, conflict, "theirs").flows.has("size")).toBe(true);
    expect(resolve(theirs, conflict, "mine").flows.has("size")).toBe(false);
  });

  it("adds up the phrases of an intent", () => {
    const mine = changed(['["hi"]', '["hi","mambo"]'], ['["a pizza"]', '["one pizza","a pizza"]']);
    const theirs = changed(['["hi"]', '["hello","hi"]'], ['["a pizza"]', "[]"]);
    const both = merged(mine, theirs);
    expect(both.conflicts).toEqual([]);
    expect(writeDoc(both.doc)).toContain(
      '"intents":{"order":["one pizza"],"greet":["hello","hi","mambo"]}',
    );
  });

  it("keeps new states behind those that they were put behind", () => {
    const mine = changed(['"order":{"message"', '"mine":{"message":"M"},"order":{"message"']);
    const theirs = changed([
      '"size":{"message":"Size?","next_state":"end"}',
      '"size":{"message":"Size?","next_state":"end"},"theirs":{"message":"T"}',
    ]);
    expect([...merged(mine, theirs).doc.flows.keys()]).toEqual([
      "greet",
      "mine",
      "order",
      "size",
      "theirs",
    ]);
    expect([...merged(theirs, mine).doc.flows.keys()]).toEqual([
      "greet",
      "mine",
      "order",
      "size",
      "theirs",
    ]);
  });

  it("follows whoever moved states about", () => {
    const flows = '"greet":{"message":"Hi","next_state":"end"},';
    const mine = changed(
      [flows, ""],
      ['"Size?","next_state":"end"}', `"Size?","next_state":"end"},${flows.slice(0, -1)}`],
    );
    const theirs = changed(['"Which?"', '"What?"']);
    expect([...merged(mine, theirs).doc.flows.keys()]).toEqual(["order", "size", "greet"]);
    expect([...merged(theirs, mine).doc.flows.keys()]).toEqual(["order", "size", "greet"]);
  });
});

/** What is in a value, the order of its keys left aside. */
function keysOf(value: Json | undefined): unknown {
  if (isObject(value)) return [...value].map(([key, item]) => [key, write(item)]).toSorted();
  return value === undefined ? undefined : write(value);
}

describe("the laws of merging", () => {
  const edited = fc.tuple(
    anyBot,
    fc.array(anyEdit, { maxLength: 4 }),
    fc.array(anyEdit, { maxLength: 4 }),
  );
  const after = (doc: BotDoc, edits: readonly Parameters<typeof apply>[1][]): BotDoc =>
    edits.reduce((now, edit) => {
      const result = apply(now, edit);
      return result.ok ? result.value : now;
    }, doc);

  it("who did nothing changes nothing, letter for letter", () => {
    fc.assert(
      fc.property(edited, anyBot, ([base, edits], other) => {
        const copy = docOf(parse(writeDoc(base)));
        for (const one of [after(base, edits), other]) {
          for (const untouched of [base, copy]) {
            expect(writeDoc(merge(base, one, untouched).doc)).toBe(writeDoc(one));
            expect(writeDoc(merge(base, untouched, one).doc)).toBe(writeDoc(one));
            expect(merge(base, one, untouched).conflicts).toEqual([]);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it("two who did the same agree", () => {
    fc.assert(
      fc.property(edited, ([base, edits]) => {
        const mine = after(base, edits);
        const theirs = docOf(parse(writeDoc(mine)));
        const both = merge(base, mine, theirs);
        expect(both.conflicts).toEqual([]);
        expect(writeDoc(both.doc)).toBe(writeDoc(mine));
      }),
      { numRuns: 300 },
    );
  });

  it("sides don't matter for what is in the document, and nothing is lost unsaid", () => {
    fc.assert(
      fc.property(edited, ([base, left, right]) => {
        const [mine, theirs] = [after(base, left), after(base, right)];
        const one = merge(base, mine, theirs, "mine");
        const other = merge(base, theirs, mine, "theirs");
        expect(one.conflicts.map(({ name }) => name).toSorted()).toEqual(
          other.conflicts.map(({ name }) => name).toSorted(),
        );
        const names = (doc: BotDoc): string[] => [...doc.flows.keys()].toSorted();
        expect(names(one.doc)).toEqual(names(other.doc));
        for (const [name, raw] of one.doc.flows)
          expect(keysOf(other.doc.flows.get(name))).toEqual(keysOf(raw));
        const clashing = new Set(one.conflicts.map(({ kind, name }) => `${kind} ${name}`));
        for (const [name, raw] of theirs.flows) {
          if (equal(base.flows.get(name), raw) || clashing.has(`state ${name}`)) continue;
          if (equal(base.flows.get(name), mine.flows.get(name))) {
            expect(equal(one.doc.flows.get(name), raw)).toBe(true);
          } else expect(one.doc.flows.has(name)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
