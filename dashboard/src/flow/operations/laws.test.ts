import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BotDoc, clean, parseDoc, write, writeDoc } from "../document";
import { type Lines, type State, readState, strip } from "../states";
import { anyBot, anyEdit, anyOwnEdit } from "../testing/bots";
import { type Operation, apply, copyStates } from ".";

const RUNS = { numRuns: 500 };

function others(doc: BotDoc, name: string): Map<string, unknown> {
  return new Map([...doc.flows].filter(([key]) => key !== name));
}

function cleaned(ways: readonly Lines[]): string[][] {
  return ways.filter((way) => way.length > 0).map((way) => way.map(clean));
}

/** What a state must say after an edit of its own. */
function expectRead(state: State, before: State, edit: Operation): void {
  switch (edit.type) {
    case "set_message":
      if (edit.variation === 0 && edit.lines.length) {
        expect(state.lines).toEqual(edit.lines.map(clean));
      }
      break;
    case "set_variations":
      expect(state.variations).toEqual(cleaned(edit.variations));
      break;
    case "set_fallback":
      expect(state.fallback).toEqual(cleaned(edit.variations));
      break;
    case "set_buttons":
      expect(state.buttons.map(({ id, title }) => [id, title])).toEqual(
        edit.buttons.map(({ id, title }) => [id, title]),
      );
      break;
    case "set_media":
      expect(
        state.media.map(({ kind, link, caption }) => [kind, link, caption]).toSorted(),
      ).toEqual(edit.media.map(({ kind, link, caption }) => [kind, link, caption]).toSorted());
      break;
    case "set_validators":
      expect(state.validators.map(({ type, error }) => [type, error])).toEqual(
        edit.validators.map(({ type, error }) => [type, error]),
      );
      break;
    default:
      throw new Error(edit.type);
  }
  expect(state.unknownKeys).toEqual(before.unknownKeys);
  expect(state.next).toBe(before.next);
}

/** Edits that say what the state says already. */
function sameAgain(name: string, state: State): Operation[] {
  const { variations, media, buttons, validators, choices, fallback, next: target } = state;
  if (state.kind === "choice") {
    if (choices.some((one) => one.target === "" || strip(one.key) === "")) return [];
    const again: Operation[] = choices.map(({ key, target: to }) => {
      return { type: "connect", source: { from: "choice", state: name, key }, target: to };
    });
    again.push({ type: "set_choices", state: name, choices });
    if (fallback.length) again.push({ type: "set_fallback", state: name, variations: fallback });
    return again;
  }
  return [
    ...variations.map((lines, variation): Operation => ({
      type: "set_message",
      state: name,
      lines,
      variation,
    })),
    ...(variations.length ? [{ type: "set_variations", state: name, variations } as const] : []),
    { type: "set_media", state: name, media },
    { type: "set_buttons", state: name, buttons },
    { type: "set_validators", state: name, validators },
    { type: "connect", source: { from: "state", state: name }, target },
  ];
}

describe("whatever is edited", () => {
  it("an edit of a state leaves all others alone, and the state says what it should", () => {
    fc.assert(
      fc.property(anyBot, anyOwnEdit, (doc, edit) => {
        const text = writeDoc(doc);
        const result = apply(doc, edit);
        expect(writeDoc(doc)).toBe(text);
        if (!result.ok) return;
        expect(others(result.value, edit.state)).toEqual(others(doc, edit.state));
        for (const [name, raw] of others(doc, edit.state)) {
          expect(result.value.flows.get(name)).toBe(raw);
        }
        expect(result.value.intents).toBe(doc.intents);
        const [now, before] = [result.value, doc].map((one) => one.flows.get(edit.state));
        if (now === undefined || before === undefined) throw new Error("no state");
        expectRead(readState(now), readState(before), edit);
      }),
      RUNS,
    );
  });

  it("the document stays one that is written and read alike, and the old one stays", () => {
    fc.assert(
      fc.property(anyBot, fc.array(anyEdit, { maxLength: 6 }), (start, edits) => {
        let doc = start;
        for (const edit of edits) {
          const before = writeDoc(doc);
          const result = apply(doc, edit);
          expect(writeDoc(doc)).toBe(before);
          if (!result.ok) continue;
          doc = result.value;
          expect(writeDoc(parseDoc(writeDoc(doc)))).toBe(writeDoc(doc));
        }
      }),
      RUNS,
    );
  });

  it("what was read and handed back changes nothing", () => {
    fc.assert(
      fc.property(anyBot, (doc) => {
        for (const [name, raw] of doc.flows) {
          for (const operation of sameAgain(name, readState(raw))) {
            const result = apply(doc, operation);
            expect(result.ok && result.value === doc, operation.type).toBe(true);
          }
        }
      }),
      RUNS,
    );
  });

  it("a renamed state is led to by whatever led to it", () => {
    fc.assert(
      fc.property(anyBot, fc.constantFrom("a", "b", "1"), (doc, name) => {
        const result = apply(doc, { type: "rename_state", name, to: "renamed state" });
        if (!result.ok) return;
        for (const [key, raw] of doc.flows) {
          const [before, now] = [
            readState(raw),
            readState(result.value.flows.get(key === name ? "renamed state" : key) ?? null),
          ];
          const to = (target: string): string => (target === name ? "renamed state" : target);
          expect(now.kind).toBe(before.kind);
          if (before.next === name) expect(now.next).toBe("renamed state");
          expect(now.choices.map(({ target }) => target)).toEqual(
            before.choices.map(({ target }) => to(target)),
          );
        }
      }),
      RUNS,
    );
  });

  it("copies of everything put into an empty bot are what they were", () => {
    fc.assert(
      fc.property(anyBot, (doc) => {
        const clip = copyStates(doc, doc.flows.keys());
        if (!clip.states.size || clip.states.has("end")) return;
        const empty = parseDoc("{}");
        const result = apply(empty, { type: "paste_states", clip });
        expect(result.ok && write(result.value.flows)).toBe(write(doc.flows));
      }),
      RUNS,
    );
  });
});
