import type { BotDoc, SourceFormat } from "@/flow/document";
import type { Side } from "@/flow/merge";
import {
  type CodeSession,
  followed,
  isPending,
  settled,
  startSession,
  switched,
  typed,
} from "./session";

/** What the code view needs of the editor's store. */
export interface Source {
  readonly doc: () => BotDoc;
  readonly subscribe: (listener: () => void) => () => void;
  /** Take a document over. */
  readonly replace: (doc: BotDoc) => void;
  /** Keep what could not be taken over yet; null for nothing. */
  readonly keep: (session: CodeSession | null) => void;
}

/** After such a pause in typing the text is read; longer for texts that take long. Milliseconds. */
const PAUSE = 350;
const LONG_PAUSE = 1_200;
const LONG = 120_000;

/** Keeps what is typed and the document in step. */
export class CodeController {
  readonly #source: Source;
  readonly #listeners = new Set<() => void>();
  #session: CodeSession;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(source: Source, kept: CodeSession | null, format: SourceFormat) {
    this.#source = source;
    this.#session = kept ?? startSession(source.doc(), format);
  }

  readonly get = (): CodeSession => this.#session;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Follow the document until the given function is called. */
  attach(): () => void {
    const follow = (): void => this.#set(followed(this.#session, this.#source.doc()));
    const leave = this.#source.subscribe(follow);
    if (isPending(this.#session)) this.settle();
    else follow();
    return () => {
      this.settle();
      leave();
    };
  }

  type(text: string): void {
    this.#set(typed(this.#session, text));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.settle(), text.length > LONG ? LONG_PAUSE : PAUSE);
  }

  /** Read what was typed now, and take it over if it can be. */
  settle(side?: Side): void {
    clearTimeout(this.#timer);
    if (!isPending(this.#session)) return;
    const { session, doc } = settled(this.#session, this.#source.doc(), side);
    this.#set(session);
    if (doc !== null) {
      this.#source.replace(doc);
      this.#set(followed(this.#session, this.#source.doc()));
    }
    this.#source.keep(isPending(this.#session) ? this.#session : null);
  }

  /** Leave what was typed, and show the document as it is. */
  discard(): void {
    clearTimeout(this.#timer);
    this.#set(startSession(this.#source.doc(), this.#session.format));
    this.#source.keep(null);
  }

  /** Go over to the other format, if the text can be read. */
  switchTo(format: SourceFormat): void {
    this.settle();
    this.#set(switched(this.#session, format));
  }

  #set(session: CodeSession): void {
    if (session === this.#session) return;
    this.#session = session;
    for (const listener of this.#listeners) listener();
  }
}
