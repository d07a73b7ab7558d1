import type { BotDoc } from "@/flow/document";
import {
  type Operation,
  type Source,
  choiceName,
  freshStateName,
  tidyName,
} from "@/flow/operations";
import { type Button, type Choice, END, readState } from "@/flow/states";

export const NEW_KINDS = ["text", "interactive", "choice", "media"] as const;
export type NewKind = (typeof NEW_KINDS)[number];

/** The words that a new state begins with. */
export interface Beginnings {
  readonly yes: string;
  readonly no: string;
  readonly fallback: string;
  readonly stem: string;
}

const LONGEST_STEM = 40;

/** A name for a new state that is free: what was typed, or what fits to what leads there. */
export function suggestedName(
  doc: BotDoc,
  kind: NewKind,
  source: Source | null,
  typed: string,
  stem: string,
): string {
  const wanted = tidyName(typed) || stemOf(doc, source) || stem;
  return freshStateName(doc, kind === "choice" ? choiceName(wanted) : wanted);
}

function stemOf(doc: BotDoc, source: Source | null): string {
  if (source === null) return "";
  if (source.from === "state") return source.state;
  const label = source.from === "choice" ? source.key : titleOf(doc, source.state, source.index);
  const plain = label
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, LONGEST_STEM);
  // A number says nothing by itself.
  return /^\d*$/.test(plain) ? [source.state, plain].filter(Boolean).join("_") : plain;
}

function titleOf(doc: BotDoc, state: string, index: number): string {
  const raw = doc.flows.get(state);
  return raw === undefined ? "" : (readState(raw).buttons[index]?.title ?? "");
}

/** The edit that makes a new state, and leads to it, as one step. */
export function creation(
  doc: BotDoc,
  kind: NewKind,
  name: string,
  source: Source | null,
  words: Beginnings,
): Operation {
  const after = source === null ? {} : { after: source.state };
  if (kind === "choice") return menuCreation(doc, name, source, words);
  return {
    type: "create_state",
    name,
    kind,
    ...after,
    ...(source !== null && { from: source }),
    ...(kind === "interactive" && { buttons: yesOrNo(words) }),
    ...(kind === "media" && { media: [{ kind: "images", link: "", caption: "" }] }),
  };
}

function menuCreation(
  doc: BotDoc,
  name: string,
  source: Source | null,
  words: Beginnings,
): Operation {
  const menu: Operation = {
    type: "create_choice_menu",
    name,
    fallback: [words.fallback],
    choices: answersFor(doc, source, words),
    ...(source !== null && { after: source.state }),
  };
  if (source === null) return menu;
  return { type: "together", operations: [menu, { type: "connect", source, target: name }] };
}

/** A choice for each button of the state that asks; without buttons, 1 and 2. */
function answersFor(doc: BotDoc, source: Source | null, words: Beginnings): readonly Choice[] {
  const raw = source?.from === "state" ? doc.flows.get(source.state) : undefined;
  const asked: readonly Button[] = raw === undefined ? [] : readState(raw).buttons;
  const ids = asked.map(({ id }) => id).filter((id) => !doc.flows.has(id) && !doc.intents.has(id));
  const keys = ids.length > 0 ? [...new Set(ids)] : yesOrNo(words).map(({ id }) => id);
  return keys.map((key) => ({ key, target: END }));
}

function yesOrNo({ yes, no }: Beginnings): readonly Button[] {
  return [
    { id: "1", title: yes },
    { id: "2", title: no },
  ];
}
