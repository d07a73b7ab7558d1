import { ApiError } from "@/api";
import { type BotDoc, parseDoc, write, writeDoc } from "@/flow/document";
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
export class Server implements DraftServer {
  doc: BotDoc = parseDoc(JSON.stringify(FLOW));
  revision = 1;
  savedBy = "Neema";
  saves = 0;
  /** What every call comes to, instead of an answer. */
  failure: Error | null = null;
  /** Whether a save arrives and its answer does not. */
  losesAnswers = false;
  #gate: Promise<null> = Promise.resolve(null);

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
    const opened: (() => void)[] = [];
    this.#gate = new Promise((open) => opened.push(() => open(null)));
    return () => opened[0]?.();
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
export class Clock {
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

export class Shelf implements Storage {
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

/** An edit of a state's message. */
export function says(state: string, text: string): Operation {
  return { type: "set_message", state, lines: [text] };
}

/** A state as the document has it, as text. */
export function said(doc: BotDoc, state: string): string {
  return write(doc.flows.get(state) ?? null);
}

export const OFFLINE = new ApiError(0, "unreachable", "The server could not be reached.");

/** A store with everything around it in the hands of a test. */
export class Desk {
  readonly server = new Server();
  readonly backup: Backup = localBackup(1, new Shelf());
  clock = new Clock();

  /** Open the bot, as a page does. */
  async open(): Promise<EditorStore> {
    const { server, backup, clock } = this;
    const { now, later } = clock;
    return new EditorStore(await server.fetch(), { server, backup, now, later });
  }

  /** The page was closed: whatever it still had to do is not done. */
  close(): void {
    this.clock = new Clock();
  }
}
