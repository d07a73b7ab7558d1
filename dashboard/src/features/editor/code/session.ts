/** What is written in the code view, and how it stands to the document: pure. */
import {
  type BotDoc,
  type Json,
  JsonObject,
  type ReadSource,
  type SourceError,
  type SourceFormat,
  equal,
  isList,
  isObject,
  jsonOf,
  readSource,
  writeSource,
} from "@/flow/document";
import { type Conflict, type Side, merge } from "@/flow/merge";

export interface CodeSession {
  readonly format: SourceFormat;
  readonly text: string;
  /** The document that the text was, when both were last in step. */
  readonly base: BotDoc;
  /** The text as it was read; null while it was not read, or can't be. */
  readonly read: ReadSource | null;
  /** Why it can't be read. */
  readonly error: SourceError | null;
  /** What was typed here and changed differently elsewhere; waits for a decision. */
  readonly clashes: readonly Conflict[];
}

/** What came of reading the text: the session, and the document to take over, if any. */
export interface Settled {
  readonly session: CodeSession;
  readonly doc: BotDoc | null;
}

export function startSession(doc: BotDoc, format: SourceFormat): CodeSession {
  const text = writeSource(jsonOf(doc), format);
  return { format, text, base: doc, ...readText(text, format), clashes: [] };
}

/** Whether something is typed that the document does not have. */
export function isPending(session: CodeSession): boolean {
  return session.read === null || session.clashes.length > 0;
}

/** The session after somebody typed; it is read when they pause. */
export function typed(session: CodeSession, text: string): CodeSession {
  if (text === session.text) return session;
  return { ...session, text, read: null, error: null, clashes: [] };
}

/**
 * Read what was typed, and bring it together with what changed elsewhere meanwhile.
 *
 * @param side whose to take where both changed the same; without it that is asked about.
 */
export function settled(session: CodeSession, current: BotDoc, side?: Side): Settled {
  const { read, error } = readText(session.text, session.format);
  if (read === null) return { session: { ...session, read, error, clashes: [] }, doc: null };
  const mine = partsOf(read.value);
  const { doc, conflicts } = merge(session.base, mine, current, side);
  if (conflicts.length > 0 && side === undefined) {
    return { session: { ...session, read, error, clashes: conflicts }, doc: null };
  }
  if (!same(doc, current)) {
    return { session: { ...session, read, error, clashes: [], base: current }, doc };
  }
  // What is there now already says it all; the text follows where it does not.
  const now = same(mine, current)
    ? { ...session, read, error, clashes: [], base: current }
    : startSession(current, session.format);
  return { session: now, doc: null };
}

/** The session after the document became another one, here or elsewhere. */
export function followed(session: CodeSession, current: BotDoc): CodeSession {
  if (current === session.base || isPending(session) || session.read === null) return session;
  if (same(partsOf(session.read.value), current)) return { ...session, base: current };
  return startSession(current, session.format);
}

/** The same document in the other language; only for a text that can be read. */
export function switched(session: CodeSession, format: SourceFormat): CodeSession {
  if (isPending(session) || format === session.format) return session;
  return startSession(session.base, format);
}

function readText(
  text: string,
  format: SourceFormat,
): { read: ReadSource | null; error: SourceError | null } {
  const result = readSource(text, format);
  if (!result.ok) return { read: null, error: result.error };
  const { value, lines } = result.value;
  const fault = faultOf(value);
  if (fault === null) return { read: result.value, error: null };
  const place = result.value.place.inner?.get(fault);
  return { read: null, error: lines.error("not_a_bot", place?.key ?? place?.from ?? 0, fault) };
}

const PARTS = ["intents", "flows"];

/** The key that makes it no document of ours: one that is missing, too much, or no map. */
function faultOf(value: Json): string | null {
  if (!isObject(value)) return PARTS.join(", ");
  for (const key of value.keys()) if (!PARTS.includes(key)) return key;
  return PARTS.find((key) => !isPart(value.get(key))) ?? null;
}

function isPart(value: Json | undefined): boolean {
  return value === null || isObject(value) || (isList(value) && value.length === 0);
}

function partsOf(value: Json): BotDoc {
  const part = (key: string): JsonObject => {
    const held = isObject(value) ? value.get(key) : undefined;
    return isObject(held) ? held : JsonObject.empty;
  };
  return { intents: part("intents"), flows: part("flows") };
}

function same(a: BotDoc, b: BotDoc): boolean {
  return a === b || equal(jsonOf(a), jsonOf(b));
}

/** The smallest stretch that makes one text of another. */
export function difference(
  from: string,
  to: string,
): { from: number; to: number; insert: string } | null {
  if (from === to) return null;
  const most = Math.min(from.length, to.length);
  let head = 0;
  while (head < most && from.charCodeAt(head) === to.charCodeAt(head)) head += 1;
  let tail = 0;
  while (
    tail < most - head &&
    from.charCodeAt(from.length - 1 - tail) === to.charCodeAt(to.length - 1 - tail)
  ) {
    tail += 1;
  }
  return { from: head, to: from.length - tail, insert: to.slice(head, to.length - tail) };
}
