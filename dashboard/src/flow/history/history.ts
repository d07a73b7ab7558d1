import type { BotDoc } from "../document";
import { type Conflict, merge } from "../merge";
import { type OpError, type Operation, apply as applied } from "../operations";
import { type Result, ok } from "../result";

/** One edit that can be taken back. */
export interface Step {
  readonly operation: Operation;
  readonly before: BotDoc;
  readonly after: BotDoc;
  /** Edits in a row with the same key are one step: typing in the same field. */
  readonly mergeKey: string | null;
  /** When its last part was done, in milliseconds. */
  readonly at: number;
}

interface Stack {
  readonly step: Step;
  readonly rest: Stack | null;
}

/** A document with all its edits, never changed in place. */
export interface History {
  readonly doc: BotDoc;
  readonly past: Stack | null;
  readonly future: Stack | null;
}

export interface ApplyOptions {
  readonly mergeKey?: string;
  /** Now, in milliseconds; with it, a pause ends the grouping of a merge key. */
  readonly at?: number;
}

/** What came of taking a step back or forth. */
export interface Moved {
  readonly history: History;
  readonly step: Step;
  /** What was left as it is now, since somebody else changed it after the step. */
  readonly kept: readonly Conflict[];
}

/** After such a pause, typing in the same field begins a new step; milliseconds. */
export const PAUSE = 3_000;

export function startHistory(doc: BotDoc): History {
  return { doc, past: null, future: null };
}

/** Do an edit. What was taken back before can't be done again after it. */
export function applyEdit(
  history: History,
  operation: Operation,
  options: ApplyOptions = {},
): Result<History, OpError> {
  const result = applied(history.doc, operation);
  if (!result.ok) return result;
  const after = result.value;
  if (after === history.doc) return ok(history);
  const step: Step = {
    operation,
    before: history.doc,
    after,
    mergeKey: options.mergeKey ?? null,
    at: options.at ?? 0,
  };
  const { past } = history;
  const grows = past !== null && history.future === null && goesOn(past.step, step);
  return ok({
    doc: after,
    past: grows
      ? { step: { ...step, before: past.step.before }, rest: past.rest }
      : { step, rest: past },
    future: null,
  });
}

/** Whether a step is more of the same as the one before it. */
function goesOn(last: Step, step: Step): boolean {
  return (
    step.mergeKey !== null &&
    step.mergeKey === last.mergeKey &&
    step.before === last.after &&
    step.at - last.at <= PAUSE
  );
}

/** Take the last edit back; nothing when there is none. */
export function undo(history: History): Moved | null {
  const { past } = history;
  if (past === null) return null;
  const { step } = past;
  const { doc, kept } = carried(history.doc, step.after, step.before);
  const future = { step, rest: history.future };
  return { history: { doc, past: past.rest, future }, step, kept };
}

/** Do the edit again that was taken back last; nothing when there is none. */
export function redo(history: History): Moved | null {
  const { future } = history;
  if (future === null) return null;
  const { step } = future;
  const { doc, kept } = carried(history.doc, step.before, step.after);
  const past = { step, rest: history.past };
  return { history: { doc, past, future: future.rest }, step, kept };
}

/**
 * Go on from another document: what somebody else did came in. All steps can still be taken
 * back, and only take back what they did.
 */
export function replaceBase(history: History, doc: BotDoc): History {
  return doc === history.doc ? history : { ...history, doc };
}

export function canUndo(history: History): boolean {
  return history.past !== null;
}

export function canRedo(history: History): boolean {
  return history.future !== null;
}

/** The edits that can be taken back, newest first. */
export function* pastSteps(history: History): Generator<Step, void> {
  for (let here = history.past; here !== null; here = here.rest) yield here.step;
}

/** A document with the change from one to another made in it, too. */
function carried(
  doc: BotDoc,
  from: BotDoc,
  to: BotDoc,
): { doc: BotDoc; kept: readonly Conflict[] } {
  if (doc === from) return { doc: to, kept: [] };
  const merged = merge(from, to, doc, "theirs");
  return { doc: merged.doc, kept: merged.conflicts };
}
