import { useState } from "react";
import type { Choice } from "@/flow/states";

/** A choice as it is being typed; one with a fault is not in the document yet. */
export interface ChoiceDraft extends Choice {
  readonly fault: "empty" | "twice" | null;
}

/**
 * The choices of a menu being typed. As long as one of them is empty or there twice, the document
 * keeps what it had, and the screen what was typed.
 */
export function useChoices(
  choices: readonly Choice[],
  save: (choices: readonly Choice[]) => void,
): [rows: readonly ChoiceDraft[], change: (rows: readonly ChoiceDraft[]) => void] {
  const [rows, setRows] = useState(() => judged(choices));
  const [seen, setSeen] = useState(() => key(choices));
  const now = key(choices);
  if (now !== seen) {
    setSeen(now);
    // What was made of the menu elsewhere comes in; a new choice half typed here stays.
    const half = rows.filter(({ fault, origin }) => fault !== null && origin === undefined);
    setRows(judged([...choices, ...half]));
  }
  const change = (next: readonly ChoiceDraft[]) => {
    const drafts = judged(next);
    if (drafts.length === 0 || drafts.some(({ fault }) => fault !== null)) {
      setRows(drafts);
      return;
    }
    if (key(drafts) !== now) save(drafts.map(({ fault: _, ...choice }) => choice));
    setSeen(key(drafts));
    // They are written in this order now.
    setRows(drafts.map((draft, origin) => ({ ...draft, origin })));
  };
  return [rows, change];
}

function key(choices: readonly Choice[]): string {
  return JSON.stringify(choices.map((choice) => [choice.key, choice.target]));
}

function judged(choices: readonly Choice[]): readonly ChoiceDraft[] {
  const seen = new Set<string>();
  return choices.map((choice) => {
    const name = choice.key.trim().toLowerCase();
    const fault = name === "" ? "empty" : seen.has(name) ? "twice" : null;
    seen.add(name);
    return { ...choice, fault };
  });
}
