import type { Schema } from "@/api";

export type Turn = Schema<"SimulatedTurnOut">;
export type Subject = "draft" | "live";

/** Where a tried conversation begins. */
export interface Start {
  readonly on: Subject;
  /** As if this state had just been entered; null for a fresh conversation. */
  readonly state: string | null;
  readonly memory: Readonly<Record<string, string>>;
}

export interface Saying {
  readonly text: string;
  readonly type: string;
  /** What is shown of it: the title of the button that was pressed. */
  readonly label: string;
}

/** One message and what came of it; `say` is null for what a state says when it is begun at. */
export interface Exchange {
  readonly id: number;
  readonly say: Saying | null;
  readonly turn: Turn | null;
  readonly error: unknown;
}

export interface TrialState {
  readonly start: Start;
  readonly exchanges: readonly Exchange[];
  readonly busy: boolean;
  readonly callMiddleware: boolean;
  /** Which form of the bot the author knows the conversation to be with; null before it began. */
  readonly known: string | null;
}

/** What the server made of a message, and which form of the bot it was. */
export interface Played {
  readonly turn: Turn;
  readonly form: string;
}

export type Simulate = (body: Schema<"SimulationIn">) => Promise<Played>;

const BEGINNING: Start = { on: "draft", state: null, memory: {} };

/** A tried conversation. Messages are taken at any time and played one after the other. */
export class TrialStore {
  readonly #listeners = new Set<() => void>();
  #state: TrialState;
  #simulate: Simulate;
  #next = 1;
  /** Grows with every new start, so that answers of an old conversation are left out. */
  #run = 0;

  constructor(simulate: Simulate) {
    this.#simulate = simulate;
    this.#state = {
      start: BEGINNING,
      exchanges: [],
      busy: false,
      callMiddleware: true,
      known: null,
    };
  }

  readonly get = (): TrialState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Begin anew; at a state, its words come at once. */
  restart(changes: Partial<Start> = {}): void {
    this.#run += 1;
    this.#set({
      start: { ...this.#state.start, ...changes },
      exchanges: [],
      busy: false,
      known: null,
    });
    if (this.#state.start.state !== null) this.#add(null);
  }

  say(text: string, type = "text", label = text): void {
    this.#add({ text, type, label });
  }

  /** Play again what failed, and what was said after it. */
  retry(): void {
    this.#set({
      exchanges: this.#state.exchanges.map((one) =>
        one.error === null ? one : { ...one, error: null },
      ),
    });
    void this.#play();
  }

  /** Go on with the bot as it is now. */
  accept(form: string): void {
    this.#set({ known: form });
  }

  setCallMiddleware(callMiddleware: boolean): void {
    this.#set({ callMiddleware });
  }

  #add(say: Saying | null): void {
    const exchange = { id: this.#next, say, turn: null, error: null };
    this.#next += 1;
    this.#set({ exchanges: [...this.#state.exchanges, exchange] });
    void this.#play();
  }

  async #play(): Promise<void> {
    if (this.#state.busy) return;
    const run = this.#run;
    this.#set({ busy: true });
    for (;;) {
      const index = this.#state.exchanges.findIndex((one) => one.turn === null);
      const exchange = this.#state.exchanges[index];
      if (exchange?.error !== null) break;
      const before = this.#state.exchanges[index - 1];
      try {
        const { turn, form } = await this.#simulate(this.#body(exchange, before));
        if (run !== this.#run) return;
        this.#settle(exchange, { turn });
        if (this.#state.known === null) this.#set({ known: form });
      } catch (error) {
        if (run !== this.#run) return;
        this.#settle(exchange, { error });
      }
    }
    this.#set({ busy: false });
  }

  #body({ say }: Exchange, before: Exchange | undefined): Schema<"SimulationIn"> {
    const { start, callMiddleware } = this.#state;
    const session = before?.turn?.session;
    return {
      on: start.on,
      message: say && { text: say.text, type: say.type },
      call_middleware: callMiddleware,
      chat_id: "test",
      ...(session === undefined
        ? { state: start.state, memory: { ...start.memory } }
        : { session }),
    };
  }

  #settle(exchange: Exchange, outcome: Partial<Exchange>): void {
    this.#set({
      exchanges: this.#state.exchanges.map((one) =>
        one.id === exchange.id ? { ...one, ...outcome } : one,
      ),
    });
  }

  #set(changes: Partial<TrialState>): void {
    this.#state = { ...this.#state, ...changes };
    for (const listener of this.#listeners) listener();
  }
}
