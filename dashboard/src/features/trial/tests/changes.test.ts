import { describe, expect, it } from "vitest";
import { adopting } from "./changes";
import type { ConversationTest } from "./queries";

const NOTHING = { replies: null, state: null, next_state: null, intent: null, pushes: null };
const TEST: ConversationTest = {
  id: "cvt_1",
  name: "A",
  start: { state: null, memory: {} },
  steps: [
    { say: "hi", type: "text", expect: { ...NOTHING, state: "greet" }, calls: {} },
    { say: "yes", type: "text", expect: { ...NOTHING, replies: [["Old"]] }, calls: {} },
  ],
  created_at: "",
  updated_at: "",
};

function difference(what: string, got: unknown) {
  return { what, expected: null, got, message: "" };
}

describe("taking over what came", () => {
  it("changes that part of that step and nothing else", () => {
    const changed = adopting(TEST, 1, difference("replies", [["New", "[Yes]"]]));
    expect(changed?.steps[1]?.expect).toEqual({ ...NOTHING, replies: [["New", "[Yes]"]] });
    expect(changed?.steps[0]).toBe(TEST.steps[0]);
    for (const what of ["state", "next_state", "intent"] as const) {
      expect(adopting(TEST, 0, difference(what, "x"))?.steps[0]?.expect?.[what]).toBe("x");
    }
  });

  it("is not offered where it can't be told what to expect", () => {
    expect(adopting(TEST, 0, difference("pushes", ["order"]))).toBeNull();
    expect(adopting(TEST, 0, difference("replies", "no list"))).toBeNull();
    expect(adopting(TEST, 0, difference("state", null))).toBeNull();
    expect(adopting(TEST, 9, difference("state", "x"))).toBeNull();
  });
});
