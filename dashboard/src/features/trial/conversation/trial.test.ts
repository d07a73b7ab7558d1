import { describe, expect, it } from "vitest";
import type { Schema } from "@/api";
import { type Played, TrialStore, type Turn } from "./trial";

function turn(text: string, turns: number): Turn {
  return {
    replies: [{ type: "text", lines: [text] }],
    readable: [[text]],
    session: { turns },
    state: text,
    next_state: "end",
    memory: {},
    intent: null,
    confidence: null,
    understood: null,
    ranked: [],
    events: [],
    calls: [],
    pushes: [],
    version_id: null,
    version_number: null,
    fingerprint: "f",
  };
}

/** A server that answers when it is told to. */
class Server {
  asked: Schema<"SimulationIn">[] = [];
  waiting: { resolve: (played: Played) => void; reject: (error: Error) => void }[] = [];

  simulate = (body: Schema<"SimulationIn">): Promise<Played> => {
    this.asked.push(body);
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  };

  async answer(form = "1"): Promise<void> {
    const body = this.asked.at(-1);
    const played = turn(body?.message?.text ?? `at ${body?.state}`, this.asked.length);
    this.waiting.at(-1)?.resolve({ turn: played, form });
    await settled();
  }

  async fail(): Promise<void> {
    this.waiting.at(-1)?.reject(new Error("away"));
    await settled();
  }
}

async function settled(): Promise<void> {
  for (let round = 0; round < 10; round += 1) await Promise.resolve();
}

function begin() {
  const server = new Server();
  return { server, store: new TrialStore(server.simulate) };
}

const said = (store: TrialStore) =>
  store.get().exchanges.map((one) => [one.say?.text ?? null, one.turn?.state ?? null]);

describe("a tried conversation", () => {
  it("takes messages at any time and plays them one after the other", async () => {
    const { server, store } = begin();
    store.say("one");
    store.say("two", "interactive", "Two");
    expect(server.asked).toHaveLength(1);
    expect(server.asked[0]).toMatchObject({ on: "draft", state: null, memory: {} });
    expect(server.asked[0]).not.toHaveProperty("session");
    await server.answer();
    expect(server.asked[1]).toEqual({
      on: "draft",
      message: { text: "two", type: "interactive" },
      session: { turns: 1 },
      chat_id: "test",
      call_middleware: true,
    });
    await server.answer();
    expect(said(store)).toEqual([
      ["one", "one"],
      ["two", "two"],
    ]);
    expect(store.get().busy).toBe(false);
  });

  it("begins at a state, whose words come first", async () => {
    const { server, store } = begin();
    store.restart({ on: "live", state: "count", memory: { size: "2" } });
    store.say("go on");
    expect(server.asked[0]).toMatchObject({
      on: "live",
      message: null,
      state: "count",
      memory: { size: "2" },
    });
    await server.answer();
    expect(server.asked[1]).toHaveProperty("session", { turns: 1 });
    await server.answer();
    expect(said(store)).toEqual([
      [null, "at count"],
      ["go on", "go on"],
    ]);
  });

  it("keeps what failed and plays it again with what was said after it", async () => {
    const { server, store } = begin();
    store.say("one");
    await server.answer();
    store.say("two");
    store.say("three");
    await server.fail();
    expect(store.get().exchanges[1]?.error).toBeInstanceOf(Error);
    expect(server.asked).toHaveLength(2);
    store.say("four");
    expect(server.asked).toHaveLength(2);
    store.retry();
    await server.answer();
    await server.answer();
    await server.answer();
    expect(said(store).map(([text]) => text)).toEqual(["one", "two", "three", "four"]);
    expect(store.get().exchanges.every((one) => one.turn !== null)).toBe(true);
  });

  it("leaves out the answers of a conversation that was begun anew", async () => {
    const { server, store } = begin();
    store.say("old");
    store.restart();
    await server.answer();
    expect(store.get().exchanges).toEqual([]);
    store.say("new");
    await server.answer();
    expect(said(store)).toEqual([["new", "new"]]);
  });

  it("knows the form of the bot that it began with until it is told of another", async () => {
    const { server, store } = begin();
    expect(store.get().known).toBeNull();
    store.say("one");
    await server.answer("7");
    store.say("two");
    await server.answer("8");
    expect(store.get().known).toBe("7");
    store.accept("8");
    expect(store.get().known).toBe("8");
    store.restart();
    expect(store.get().known).toBeNull();
  });
});
