import { describe, expect, it } from "vitest";
import type { Exchange, Turn } from "../conversation/trial";
import { PARTS, testOf } from "./definition";

const TURN: Turn = {
  replies: [{ type: "text", lines: ["Thanks"] }],
  readable: [["Thanks"]],
  session: {},
  state: "done",
  next_state: "end",
  memory: { count: "2" },
  intent: "order",
  confidence: 0.4,
  understood: false,
  ranked: [],
  events: [],
  calls: [
    {
      variable: "number",
      url: "https://x.example/n",
      made: true,
      ok: true,
      answer: { text: "A-17" },
      why: "",
      duration_ms: 5,
    },
    { variable: "off", url: "", made: false, ok: false, answer: null, why: "", duration_ms: 0 },
  ],
  pushes: [push("end_1", ["order", "done"]), push("end_2", ["order"]), push(null, ["greet"])],
  version_id: null,
  version_number: null,
  fingerprint: "f",
};

function push(endpoint: string | null, triggers: string[]): Turn["pushes"][number] {
  return {
    trigger: triggers.join(","),
    triggers,
    endpoint_id: endpoint,
    endpoint_name: "",
    url: "",
    active: true,
    shape: "flat",
    headers: {},
    body: {},
  };
}

const START = { on: "draft", state: "sure", memory: { a: "b" } } as const;
const EXCHANGES: Exchange[] = [
  { id: 1, say: null, turn: TURN, error: null },
  { id: 2, say: { text: "yes", type: "interactive", label: "Yes!" }, turn: TURN, error: null },
  { id: 3, say: { text: "lost", type: "text", label: "lost" }, turn: null, error: new Error() },
];

describe("a conversation as a test", () => {
  it("has what was said and answered, and expects all that was chosen", () => {
    expect(testOf("A", START, EXCHANGES, new Set(PARTS))).toEqual({
      name: "A",
      start: { state: "sure", memory: { a: "b" } },
      steps: [
        {
          say: "yes",
          type: "interactive",
          calls: { number: { text: "A-17" } },
          expect: {
            replies: [["Thanks"]],
            state: "done",
            next_state: "end",
            intent: "",
            pushes: [
              { trigger: "order", body: { count: "2" } },
              { trigger: "done", body: { count: "2" } },
            ],
          },
        },
      ],
    });
  });

  it("leaves out what was not chosen", () => {
    const [step] = testOf("A", START, EXCHANGES, new Set(["states"])).steps;
    expect(step?.expect).toEqual({
      replies: null,
      state: "done",
      next_state: "end",
      intent: null,
      pushes: null,
    });
    const sure = [{ ...EXCHANGES[1], turn: { ...TURN, understood: true } }] as Exchange[];
    expect(testOf("A", START, sure, new Set(["intent"])).steps[0]?.expect?.intent).toBe("order");
  });
});
