/** What can be written where the cursor is: pure. */
import { type BotDoc, type SourceFormat, writeSource } from "@/flow/document";
import { CHOICE_PREFIX } from "@/flow/operations";
import { END, MENU_KEYS, SPEAKING_KEYS, readState } from "@/flow/states";
import { VALIDATOR_TYPES } from "../panel/validatorTypes";
import { writtenAt } from "./context";
import type { Written } from "./written";

export interface Suggestion {
  /** What is shown. */
  readonly label: string;
  /** What is written. */
  readonly insert: string;
  readonly kind: "state" | "intent" | "choice" | "key" | "validator";
}

export interface Suggestions {
  /** Where what they take the place of begins. */
  readonly from: number;
  readonly options: readonly Suggestion[];
}

/** The names that fit at a position; null where nothing is known to fit. */
export function suggestionsAt(
  text: string,
  at: number,
  format: SourceFormat,
  doc: BotDoc,
): Suggestions | null {
  const slot = /\{\{\s*([^{}\n"]*)$/.exec(text.slice(0, at));
  if (slot) {
    const options = [...doc.flows.keys()].map((name) => ({
      label: name,
      insert: name,
      kind: "state" as const,
    }));
    return { from: at - (slot[1] ?? "").length, options };
  }
  const written = writtenAt(text, at, format);
  if (written === null) return null;
  const options = fitting(written, doc).map(([label, kind]) => ({
    label,
    kind,
    insert: inserted(label, written, format),
  }));
  return options.length > 0 ? { from: written.from, options } : null;
}

type Option = readonly [label: string, kind: Suggestion["kind"]];

function fitting({ path, at }: Written, doc: BotDoc): readonly Option[] {
  const [part, state, key, ...inner] = path;
  if (part !== "flows" || state === undefined) return [];
  if (key === undefined) return at === "key" ? STATE_KEYS : [];
  if (at === "key") return key === "buttons" ? buttonIds(doc, state) : [];
  if (leadsOn(doc, state, key, inner.length)) return targets(doc);
  const typed = key === "validators" && inner.at(-1) === "type";
  return typed ? VALIDATOR_TYPES.map((name) => [name, "validator"]) : [];
}

/** Whether the value of a key of a state is the name of another. */
function leadsOn(doc: BotDoc, state: string, key: string, depth: number): boolean {
  if (depth > 0) return key === "choices" && depth === 1;
  return key === "next_state" || key === "next" || isChoice(doc, state, key);
}

const STATE_KEYS: readonly Option[] = [...SPEAKING_KEYS, "fallback_message"].map((key) => [
  key,
  "key",
]);

function targets(doc: BotDoc): readonly Option[] {
  return [...[...doc.flows.keys()].map((name): Option => [name, "state"]), [END, "state"]];
}

/** What the id of a button can be: a choice of the menu that comes next, a state, an intent. */
function buttonIds(doc: BotDoc, name: string): readonly Option[] {
  const raw = doc.flows.get(name);
  const next = raw === undefined ? undefined : doc.flows.get(readState(raw).next);
  const choices = next === undefined ? [] : readState(next).choices;
  const intents = [...doc.intents.keys()].filter((intent) => !doc.flows.has(intent));
  return [
    ...choices.map(({ key }): Option => [key, "choice"]),
    ...[...doc.flows.keys()].map((state): Option => [state, "state"]),
    ...intents.map((intent): Option => [intent, "intent"]),
  ];
}

/** Whether a key of a state is a choice that leads to another one. */
function isChoice(doc: BotDoc, state: string, key: string): boolean {
  if (SPEAKING_KEYS.has(key) || MENU_KEYS.has(key)) return false;
  const raw = doc.flows.get(state);
  return state.startsWith(CHOICE_PREFIX) || (raw !== undefined && readState(raw).kind === "choice");
}

/** A name in the form it needs there, with quotes where there are none yet. */
function inserted(name: string, { quote, at }: Written, format: SourceFormat): string {
  if (quote !== "") return JSON.stringify(name).slice(1, -1);
  if (format === "json") return JSON.stringify(name);
  const text = writeSource(name, "yaml").trim();
  return at === "key" ? `${text}: ` : text;
}
