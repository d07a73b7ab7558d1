import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Json, isList, isObject, parse, write } from "../document";
import { type Lines, readState } from ".";

/** Made by the engine: `pytest tests/flow/test_editor_readings.py --update-goldens`. */
const FILE = process.env.KAULI_READINGS ?? new URL("./readings.json", import.meta.url);

function readings(): readonly Json[] {
  const all = parse(readFileSync(FILE, "utf8"));
  return isList(all) ? all : [];
}

/** What the editor reads, in the form of the engine's file. */
function reading(raw: string): string {
  const state = readState(parse(raw));
  const lists = (ways: readonly Lines[]): Json => ways;
  return write([
    state.kind,
    lists(state.variations),
    lists(state.fallback),
    state.buttons.map(({ id, title }) => [id, title]),
    state.media.map(({ kind, link, caption }) => [kind, link, caption]),
    state.next,
    state.validators.map(({ type, error }) => [type, error]),
    state.choices.map(({ key, target }) => [key, target || "end"]),
    [...state.unknownKeys],
  ]);
}

describe("reading a state", () => {
  it("agrees with the engine in everything", () => {
    const all = readings();
    expect(all.length).toBeGreaterThan(150);
    const different = all.flatMap((one) => {
      if (!isObject(one)) throw new Error("That is no reading.");
      const [raw, ...expected] = one.values();
      const ours = reading(typeof raw === "string" ? raw : "");
      return ours === write(expected) ? [] : [{ raw, ours, expected: write(expected) }];
    });
    expect(different.slice(0, 10)).toEqual([]);
  });
});
