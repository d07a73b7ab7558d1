import { beforeEach, describe, expect, it } from "vitest";
import { ApiError } from "@/api";
import { type BotDoc, parseDoc, writeDoc } from "@/flow/document";
import type { Operation } from "@/flow/operations";
import { type Backup, localBackup } from "./backup";
import type { Draft, DraftServer, Stamp } from "./draft";
import { EditorStore } from "./editor";

const FLOW = {
  intents: { greets: ["hello"] },
  flows: {
    greets: { message: ["Hello!"], next_state: "name" },
    name: { message: ["Hello {{name}}!"], next_state: "end" },
  },
};

/** A server that keeps one draft and answers when it is told to. */
class Server implements DraftServer {
  doc: BotDoc = parseDoc(JSON.stringify(FLOW));
  revision = 1;
  savedBy = "Neema";
  saves = 0;
  /** What every call comes to, instead of an answer. */
  failure: Error | null = null;
  /** Whether a save arrives and its answer does not. */
  losesAnswers = false;
  #gate: Promise<void> = Promise.resolve();

  async fetch(): Promise<Draft> {
    await this.#ready();
    return { doc: this.doc, stamp: this.#stamp() };
  }

  async stamp(): Promise<Stamp> {
    await this.#ready();
    return this.#stamp();
  }

  async save(doc: BotDoc, revision: string): Promise<Stamp> {
    await this.#ready();
    if (revision !== String(this.revision)) throw new ApiError(409, "draft_changed", "Changed.");
    this.saves += 1;
    this.doc = parseDoc(writeDoc(doc));
    this.revision += 1;
    if (this.losesAnswers) throw new ApiError(0, "unreachable", "No answer.");
    return this.#stamp();
  }

  /** Somebody else saves a change of a state's message. */
  says(state: string, text: string): void {
    const raw = parseDoc(
      JSON.stringify({ flows: { [state]: { message: [text], next_state: "end" } } }),
    );
    const value = raw.flows.get(state);
    if (value !== undefined) this.doc = { ...this.doc, flows: this.doc.flows.set(state, value) };
    this.revision += 1;
    this.savedBy = "Juma";
  }

  /** Answer nothing until the returned function is called. */
  hold(): () => void {
    let release = () => undefined as void;
    this.#gate = new Promise((open) => {
      release = open;
    });
    return release;
  }

  async #ready(): Promise<void> {
    await this.#gate;
    if (this.failure !== null) throw this.failure;
  }

  #stamp(): Stamp {
    const { savedBy } = this;
    return { revision: String(this.revision), savedAt: null, savedBy, hasUnpublishedChanges: true };
  }
}

/** A clock that stands still until it is wound on. */
class Clock {
  time = 0;
  #waiting: { at: number; what: () => void }[] = [];

  readonly now = (): number => this.time;

  readonly later = (milliseconds: number, what: () => void): (() => void) => {
    const entry = { at: this.time + milliseconds, what };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter((one) => one !== entry);
    };
  };

  async pass(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    const due = this.#waiting.filter(({ at }) => at <= this.time);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.time);
    for (const { what } of due) what();
    await settled();
  }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
}

class Shelf implements Storage {
  readonly #held = new Map<string, string>();
  get length(): number {
    return this.#held.size;
  }
  key = (index: number) => [...this.#held.keys()][index] ?? null;
  getItem = (key: string) => this.#held.get(key) ?? null;
  setItem = (key: string, value: string) => void this.#held.set(key, value);
  removeItem = (key: string) => void this.#held.delete(key);
  clear = () => this.#held.clear();
}

let server: Server;
let clock: Clock;
let backup: Backup;

beforeEach(() => {
  server = new Server();
  clock = new Clock();
  backup = localBackup(1, new Shelf());
});

async function open(): Promise<EditorStore> {
  const { now, later } = clock;
  return new EditorStore(await server.fetch(), { server, backup, now, later });
}

function says(state: string, text: string): Operation {
  return { type: "set_message", state, lines: [text] };
}

function said(doc: BotDoc, state: string): string {
  return writeDoc({
    intents: doc.intents,
    flows: doc.flows.without(new Set([...doc.flows.keys()].filter((name) => name !== state))),
  });
}

const OFFLINE = new ApiError(0, "unreachable", "The server could not be reached.");

describe("editing", () => {
  it("shows an edit at once and saves it after a pause", async () => {
    const store = await open();
    expect(store.dispatch(says("greets", "Habari!"))).toBe(true);
    expect(said(store.get().doc, "greets")).toContain("Habari!");
    expect(store.get().saving).toBe("unsaved");
    await clock.pass(500);
    expect(server.saves).toBe(0);
    await clock.pass(100);
    expect(store.get().saving).toBe("saved");
    expect(said(server.doc, "greets")).toContain("Habari!");
    expect(store.unsaved).toBe(false);
  });

  it("saves typing once, and takes it back in one step", async () => {
    const store = await open();
    for (const text of ["H", "Ha", "Hab", "Habari"]) {
      store.dispatch(says("greets", text), "message greets");
      await clock.pass(100);
    }
    await clock.pass(600);
    expect(server.saves).toBe(1);
    store.undo();
    expect(said(store.get().doc, "greets")).toContain("Hello!");
    store.redo();
    expect(said(store.get().doc, "greets")).toContain("Habari");
  });

  it("says why an edit can't be made, and changes nothing", async () => {
    const store = await open();
    const { doc } = store.get();
    expect(store.dispatch(says("nowhere", "Habari!"))).toBe(false);
    expect(store.get().problem).toEqual({ problem: "no_such_state", name: "nowhere" });
    expect(store.get().doc).toBe(doc);
    store.dismissProblem();
    expect(store.get().problem).toBeNull();
  });

  it("saves what was typed while a save was under way", async () => {
    const store = await open();
    store.dispatch(says("greets", "One"));
    const release = server.hold();
    await clock.pass(600);
    expect(store.get().saving).toBe("saving");
    store.dispatch(says("greets", "Two"));
    release();
    await clock.pass(600);
    await clock.pass(600);
    expect(said(server.doc, "greets")).toContain("Two");
    expect(store.get().saving).toBe("saved");
  });

  it("saves at once when asked, also what is under way", async () => {
    const store = await open();
    store.dispatch(says("greets", "One"));
    await store.flush();
    expect(said(server.doc, "greets")).toContain("One");
    await store.flush();
    expect(server.saves).toBe(1);
  });

  it("tells nobody twice of the same selection", async () => {
    const store = await open();
    let told = 0;
    store.subscribe(() => (told += 1));
    store.select(["name"]);
    store.select(["name"]);
    expect(told).toBe(1);
    expect(store.get().selection).toEqual(["name"]);
  });
});

describe("two at once", () => {
  it("takes in what somebody else saved, with their name", async () => {
    const store = await open();
    server.says("name", "Karibu {{name}}!");
    await store.poll();
    expect(said(store.get().doc, "name")).toContain("Karibu");
    expect(store.get().news?.savedBy).toBe("Juma");
    expect(store.get().saving).toBe("saved");
  });

  it("keeps both where they edited different states", async () => {
    const store = await open();
    store.dispatch(says("greets", "Habari!"));
    server.says("name", "Karibu {{name}}!");
    await clock.pass(600);
    await clock.pass(600);
    for (const doc of [server.doc, store.get().doc]) {
      expect(said(doc, "greets")).toContain("Habari!");
      expect(said(doc, "name")).toContain("Karibu");
    }
    expect(store.get().saving).toBe("saved");
  });

  it.each([
    ["mine", "Mambo!"],
    ["theirs", "Karibu!"],
  ] as const)("asks where both changed the same, and keeps %s", async (side, text) => {
    const store = await open();
    store.dispatch(says("greets", "Mambo!"));
    server.says("greets", "Karibu!");
    await clock.pass(600);
    const [conflict] = store.get().conflicts;
    expect(conflict?.name).toBe("greets");
    expect(store.get().saving).toBe("conflict");
    await clock.pass(60_000);
    await store.poll();
    expect(said(server.doc, "greets")).toContain("Karibu!");
    if (conflict !== undefined) store.settle(conflict, side);
    await clock.pass(0);
    expect(said(server.doc, "greets")).toContain(text);
    expect(said(store.get().doc, "greets")).toContain(text);
    expect(store.get().saving).toBe("saved");
  });

  it("asks again after the page was loaded anew in the middle of a conflict", async () => {
    const first = await open();
    first.dispatch(says("greets", "Mambo!"));
    server.says("greets", "Karibu!");
    await clock.pass(600);
    first.keep();
    const second = await open();
    expect(second.get().conflicts.map(({ name }) => name)).toEqual(["greets"]);
    expect(second.get().saving).toBe("conflict");
    await clock.pass(60_000);
    expect(said(server.doc, "greets")).toContain("Karibu!");
  });

  it("takes back only its own after somebody else's came in", async () => {
    const store = await open();
    store.dispatch(says("greets", "Habari!"));
    await store.flush();
    server.says("name", "Karibu {{name}}!");
    await store.poll();
    store.undo();
    await store.flush();
    expect(said(server.doc, "greets")).toContain("Hello!");
    expect(said(server.doc, "name")).toContain("Karibu");
  });

  it("does not take its own save for somebody else's while it looks", async () => {
    const store = await open();
    store.dispatch(says("greets", "Habari!"));
    const release = server.hold();
    const looking = store.poll();
    await clock.pass(600);
    release();
    await looking;
    await clock.pass(0);
    expect(store.get().saving).toBe("saved");
    await store.poll();
    expect(store.get().news).toBeNull();
    expect(server.saves).toBe(1);
  });
});

describe("a server that fails", () => {
  it("keeps the edit in the browser, tries again, and says so", async () => {
    const store = await open();
    server.failure = OFFLINE;
    store.dispatch(says("greets", "Habari!"));
    await clock.pass(600);
    expect(store.get().saving).toBe("offline");
    expect(said(backup.read()?.mine ?? server.doc, "greets")).toContain("Habari!");
    server.failure = null;
    await clock.pass(4_000);
    expect(store.get().saving).toBe("saved");
    expect(said(server.doc, "greets")).toContain("Habari!");
    expect(backup.read()).toBeNull();
  });

  it("goes on at once when looking finds the server again", async () => {
    const store = await open();
    server.failure = OFFLINE;
    store.dispatch(says("greets", "Habari!"));
    await clock.pass(600);
    server.failure = null;
    await store.poll();
    await clock.pass(0);
    expect(store.get().saving).toBe("saved");
  });

  it("brings back what an earlier visit could not save", async () => {
    const first = await open();
    server.failure = OFFLINE;
    first.dispatch(says("greets", "Habari!"));
    await clock.pass(600);
    first.dispatch(says("greets", "Habari yako!"));
    first.keep();
    server.failure = null;
    server.says("name", "Karibu {{name}}!");
    clock = new Clock();
    const second = await open();
    expect(second.get().restored).toBe(true);
    expect(said(second.get().doc, "greets")).toContain("Habari yako!");
    expect(said(second.get().doc, "name")).toContain("Karibu");
    await clock.pass(600);
    expect(said(server.doc, "greets")).toContain("Habari yako!");
    expect(backup.read()).toBeNull();
  });

  it("has nothing to bring back of what had arrived after all", async () => {
    const first = await open();
    server.losesAnswers = true;
    first.dispatch(says("greets", "Habari!"));
    await clock.pass(600);
    expect(first.get().saving).toBe("offline");
    server.losesAnswers = false;
    clock = new Clock();
    const second = await open();
    expect(second.get().restored).toBe(false);
    expect(backup.read()).toBeNull();
  });

  it("does not announce its own save whose answer got lost", async () => {
    const store = await open();
    server.losesAnswers = true;
    store.dispatch(says("greets", "Habari!"));
    await clock.pass(600);
    server.losesAnswers = false;
    await clock.pass(4_000);
    await clock.pass(600);
    expect(store.get().saving).toBe("saved");
    expect(store.get().news).toBeNull();
  });

  it("waits while the session has ended, and saves after it", async () => {
    const store = await open();
    server.failure = new ApiError(401, "signed_out", "Sign in.");
    store.dispatch(says("greets", "Habari!"));
    await clock.pass(600);
    expect(store.get().saving).toBe("offline");
    server.failure = null;
    await clock.pass(4_000);
    expect(said(server.doc, "greets")).toContain("Habari!");
  });

  it("stops where the bot was deleted, and keeps what was typed", async () => {
    const store = await open();
    server.failure = new ApiError(404, "bot_not_found", "There is no such bot.");
    store.dispatch(says("greets", "Habari!"));
    await clock.pass(600);
    expect(store.get().saving).toBe("gone");
    store.dispatch(says("greets", "Habari yako!"));
    expect(store.get().saving).toBe("gone");
    store.keep();
    expect(said(backup.read()?.mine ?? server.doc, "greets")).toContain("Habari yako!");
  });

  it("says so where the server refuses, and tries again with the next edit", async () => {
    const store = await open();
    server.failure = new ApiError(413, "too_large", "Too many states.");
    store.dispatch(says("greets", "Habari!"));
    await clock.pass(600);
    expect(store.get().saving).toBe("refused");
    await clock.pass(60_000);
    expect(server.saves).toBe(0);
    server.failure = null;
    store.dispatch(says("greets", "Hi"));
    await clock.pass(600);
    expect(store.get().saving).toBe("saved");
  });
});

describe("a backup", () => {
  it("is no reason to stop where the browser keeps nothing", () => {
    const full = new Shelf();
    full.setItem = () => {
      throw new Error("full");
    };
    full.getItem = () => {
      throw new Error("forbidden");
    };
    const held = localBackup(1, full);
    held.write({ base: server.doc, mine: server.doc });
    expect(held.read()).toBeNull();
  });

  it("is left where it can't be read", () => {
    const shelf = new Shelf();
    shelf.setItem("kauli-draft-1", '["{", 7]');
    expect(localBackup(1, shelf).read()).toBeNull();
  });
});
