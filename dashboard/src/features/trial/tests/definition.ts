import type { Schema } from "@/api";
import type { Exchange, Start, Turn } from "../conversation/trial";

export type NewTest = Schema<"NewTest">;
type Expectation = Schema<"Expectation">;

export const PARTS = ["replies", "states", "intent", "pushes"] as const;
export type Part = (typeof PARTS)[number];

/** A conversation as a test that expects these parts of it to stay the same. */
export function testOf(
  name: string,
  start: Start,
  exchanges: readonly Exchange[],
  parts: ReadonlySet<Part>,
): NewTest {
  const steps = exchanges.flatMap(({ say, turn }) => {
    if (say === null || turn === null) return [];
    const made = turn.calls.filter((call) => call.made);
    return [
      {
        say: say.text,
        type: say.type,
        expect: expectationOf(turn, parts),
        calls: Object.fromEntries(made.map((call) => [call.variable, call.answer])),
      },
    ];
  });
  return { name, start: { state: start.state, memory: { ...start.memory } }, steps };
}

function expectationOf(turn: Turn, parts: ReadonlySet<Part>): Expectation {
  return {
    replies: parts.has("replies") ? turn.readable : null,
    state: parts.has("states") ? turn.state : null,
    next_state: parts.has("states") ? turn.next_state : null,
    intent: parts.has("intent") ? (turn.understood === true ? turn.intent : "") : null,
    pushes: parts.has("pushes") ? pushesOf(turn) : null,
  };
}

/** What endpoints would be sent, each trigger once, without the id of the test's own chat. */
function pushesOf(turn: Turn): Schema<"ExpectedPush">[] {
  const sent = turn.pushes.filter((push) => push.endpoint_id !== null);
  const triggers = new Set(sent.flatMap((push) => push.triggers));
  return [...triggers].map((trigger) => ({ trigger, body: { ...turn.memory } }));
}
