import { ApiError } from "@/api";
import { type BotDoc, equal, jsonOf } from "@/flow/document";
import { type History, applyEdit, redo, replaceBase, startHistory, undo } from "@/flow/history";
import { type Conflict, type Side, merge, resolve } from "@/flow/merge";
import type { OpError, Operation } from "@/flow/operations";
import type { Backup } from "./backup";
import type { Draft, DraftServer, Stamp } from "./draft";

/**
 * Where the draft stands.
 *
 * `saved`: the server has it. `unsaved`: it will be sent in a moment. `saving`: on its way.
 * `offline`: the server can't be reached; tried again. `refused`: the server does not take it.
 * `conflict`: somebody else changed the same thing; waits for a decision. `gone`: the bot was
 * deleted.
 */
export type Saving = "saved" | "unsaved" | "saving" | "offline" | "refused" | "conflict" | "gone";

/** Everything the editor's views show; never changed in place. */
export interface EditorState {
  readonly history: History;
  /** What is being edited. */
  readonly doc: BotDoc;
  /** What the server has, as far as we know. */
  readonly base: BotDoc;
  readonly stamp: Stamp;
  readonly saving: Saving;
  /** Why it was refused or can't be reached. */
  readonly error: unknown;
  readonly conflicts: readonly Conflict[];
  /** Why the last edit could not be made; for a notice. */
  readonly problem: OpError | null;
  /** Somebody else's save that came in last. */
  readonly news: Stamp | null;
  /** Whether what an earlier visit could not save was brought back. */
  readonly restored: boolean;
  /** The states that are selected, in all views. */
  readonly selection: readonly string[];
}

export interface EditorOptions {
  readonly server: DraftServer;
  readonly backup: Backup;
  /** Milliseconds now. */
  readonly now: () => number;
  /** Do something after so many milliseconds; gives the way to call it off. */
  readonly later: (milliseconds: number, what: () => void) => () => void;
}

/** A pause in typing after which is saved, and the pause before trying again; milliseconds. */
const PAUSE = 600;
const RETRY = 4_000;

/** The draft of one bot: edits, undo, saving, and what others do to it meanwhile. */
export class EditorStore {
  readonly #options: EditorOptions;
  readonly #listeners = new Set<() => void>();
  #state: EditorState;
  #callOff: (() => void) | null = null;
  /** What is under way with the server; one thing at a time. */
  #busy: Promise<void> | null = null;
  /** Whether something is to be sent as soon as that is done. */
  #due = false;

  constructor(draft: Draft, options: EditorOptions) {
    this.#options = options;
    this.#state = {
      history: startHistory(draft.doc),
      doc: draft.doc,
      base: draft.doc,
      stamp: draft.stamp,
      saving: "saved",
      error: null,
      conflicts: [],
      problem: null,
      news: null,
      restored: false,
      selection: [],
    };
    this.#restore();
  }

  readonly get = (): EditorState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /**
   * Do an edit; whether it could be done. `mergeKey` makes edits in a row one step for undo, such
   * as typing in the same field.
   */
  dispatch(operation: Operation, mergeKey?: string): boolean {
    const at = this.#options.now();
    const options = mergeKey === undefined ? { at } : { at, mergeKey };
    const result = applyEdit(this.#state.history, operation, options);
    if (!result.ok) {
      this.#set({ problem: result.error });
      return false;
    }
    this.#edited(result.value);
    return true;
  }

  undo(): void {
    const moved = undo(this.#state.history);
    if (moved !== null) this.#edited(moved.history);
  }

  redo(): void {
    const moved = redo(this.#state.history);
    if (moved !== null) this.#edited(moved.history);
  }

  select(names: readonly string[]): void {
    const old = this.#state.selection;
    if (names.length === old.length && names.every((name, index) => name === old[index])) return;
    this.#set({ selection: names });
  }

  /** The notice of a problem was read. */
  dismissProblem(): void {
    this.#set({ problem: null });
  }

  /** The notice of somebody else's save was read. */
  dismissNews(): void {
    this.#set({ news: null, restored: false });
  }

  /** Decide a conflict; when all are decided, saving goes on. */
  settle(conflict: Conflict, side: Side): void {
    const doc = resolve(this.#state.doc, conflict, side);
    const conflicts = this.#state.conflicts.filter((one) => one !== conflict);
    this.#set({ ...this.#on(doc), conflicts });
    if (conflicts.length === 0) {
      this.#set({ saving: "unsaved" });
      this.#schedule(0);
    }
  }

  /** Save now what there is to save; resolves when that was tried. */
  async flush(): Promise<void> {
    if (this.#busy !== null) await this.#busy;
    this.#callOff?.();
    this.#callOff = null;
    if (this.unsaved && this.#state.conflicts.length === 0) await this.#alone(() => this.#save());
  }

  /** Whether something would be lost with the page. */
  get unsaved(): boolean {
    return this.#state.doc !== this.#state.base;
  }

  /** Look whether somebody else changed the draft, and take it in. */
  async poll(): Promise<void> {
    const { saving } = this.#state;
    if (this.#busy === null && saving !== "conflict" && saving !== "gone") {
      await this.#alone(() => this.#look());
    }
  }

  /** Keep what is unsaved in the browser; called when the page goes away. */
  keep(): void {
    // What a conflict came from was kept when it came up: it is to be asked about again.
    if (!this.unsaved || this.#state.saving === "conflict") return;
    this.#options.backup.write({ base: this.#state.base, mine: this.#state.doc });
  }

  #restore(): void {
    const unsaved = this.#options.backup.read();
    if (unsaved === null) return;
    const merged = merge(unsaved.base, unsaved.mine, this.#state.doc);
    if (equal(jsonOf(merged.doc), jsonOf(this.#state.doc))) {
      this.#options.backup.clear();
      return;
    }
    const history = replaceBase(this.#state.history, merged.doc);
    const saving = merged.conflicts.length > 0 ? "conflict" : "unsaved";
    this.#state = {
      ...this.#state,
      history,
      doc: merged.doc,
      conflicts: merged.conflicts,
      saving,
      restored: true,
    };
    if (saving === "unsaved") this.#schedule(PAUSE);
  }

  #edited(history: History): void {
    const waits = this.#state.saving === "conflict" || this.#state.saving === "gone";
    this.#set({
      history,
      doc: history.doc,
      problem: null,
      ...(!waits && { saving: "unsaved" as const }),
    });
    if (!waits) this.#schedule(PAUSE);
  }

  #schedule(pause: number): void {
    this.#callOff?.();
    this.#callOff = this.#options.later(pause, () => {
      this.#callOff = null;
      if (this.#busy === null) void this.#alone(() => this.#save());
      else this.#due = true;
    });
  }

  #alone(what: () => Promise<void>): Promise<void> {
    this.#busy = what().finally(() => {
      this.#busy = null;
      if (this.#due) this.#schedule(0);
      this.#due = false;
    });
    return this.#busy;
  }

  async #look(): Promise<void> {
    try {
      const stamp = await this.#options.server.stamp();
      if (this.#state.saving === "offline") this.#schedule(0);
      if (stamp.revision !== this.#state.stamp.revision) await this.#takeIn();
      else if (stamp.hasUnpublishedChanges !== this.#state.stamp.hasUnpublishedChanges) {
        this.#set({ stamp });
      }
    } catch (error) {
      this.#failed(error);
    }
  }

  async #save(): Promise<void> {
    const { doc, stamp } = this.#state;
    if (doc === this.#state.base) {
      this.#set({ saving: "saved", error: null });
      return;
    }
    this.#set({ saving: "saving" });
    try {
      const saved = await this.#options.server.save(doc, stamp.revision);
      const done = this.#state.doc === doc;
      this.#set({ base: doc, stamp: saved, saving: done ? "saved" : "unsaved", error: null });
      this.#options.backup.clear();
      if (!done) this.#schedule(PAUSE);
    } catch (error) {
      if (error instanceof ApiError && error.code === "draft_changed") await this.#takeIn();
      else this.#failed(error);
    }
  }

  /** Bring in what somebody else saved, beside what is unsaved here. */
  async #takeIn(): Promise<void> {
    try {
      const theirs = await this.#options.server.fetch();
      const { base, doc, news } = this.#state;
      const merged = merge(base, doc, theirs.doc);
      const conflicts = merged.conflicts;
      const changed = merged.doc !== theirs.doc;
      if (conflicts.length > 0) this.#options.backup.write({ base, mine: doc });
      this.#set({
        ...this.#on(merged.doc),
        base: theirs.doc,
        stamp: theirs.stamp,
        // A save of ours whose answer got lost is no news.
        news: equal(jsonOf(merged.doc), jsonOf(doc)) ? news : theirs.stamp,
        conflicts,
        saving: conflicts.length > 0 ? "conflict" : changed ? "unsaved" : "saved",
        error: null,
      });
      if (conflicts.length === 0 && changed) this.#schedule(PAUSE);
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    const status = error instanceof ApiError ? error.status : 0;
    if (status === 404) this.#set({ saving: "gone", error });
    else if (status === 0 || status === 401 || status === 429 || status >= 500) {
      this.#set({ saving: this.unsaved ? "offline" : this.#state.saving, error });
      if (this.unsaved) this.#schedule(RETRY);
    } else this.#set({ saving: "refused", error });
    this.keep();
  }

  #on(doc: BotDoc): Pick<EditorState, "history" | "doc"> {
    return { history: replaceBase(this.#state.history, doc), doc };
  }

  #set(changes: Partial<EditorState>): void {
    this.#state = { ...this.#state, ...changes };
    for (const listener of this.#listeners) listener();
  }
}
