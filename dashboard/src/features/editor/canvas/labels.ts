import type { FlowNode, StateNode } from "@/flow/graph";
import type { Texts } from "./texts";

const LONGEST = 160;

interface Label {
  readonly phrases: number;
  readonly t: Texts;
  readonly text: string;
}

const labels = new WeakMap<FlowNode, Label>();

/** A card in words, for those who don't see it. */
export function labelOf(node: FlowNode, phrases: number, t: Texts): string {
  const known = labels.get(node);
  if (known?.phrases === phrases && known.t === t) return known.text;
  const text = worded(node, phrases, t);
  labels.set(node, { phrases, t, text });
  return text;
}

function worded(node: FlowNode, phrases: number, t: Texts): string {
  if (node.type === "missing") return t.missingLabel(node.name);
  if (node.type === "intent") return t.intentLabel(node.name, node.phrases.length);
  const parts = [headOf(node, t)];
  if (phrases >= 0) parts.push(t.startsWith(phrases));
  else if (!node.reachable) parts.push(t.unreachable);
  return parts.join(". ");
}

function headOf({ name, state, handles }: StateNode, t: Texts): string {
  const said = state.lines.join(" ").trim() || state.media.map(({ caption }) => caption).join(" ");
  const says = said.trim() === "" ? t.silent : shortened(said);
  const targets = handles
    .filter(({ lead }) => lead === "state" || lead === "missing" || lead === "end")
    .map(({ label, target, lead }) => {
      const goal = lead === "end" ? t.end : target;
      return label === "" || label === goal ? goal : `${goal} (${label})`;
    });
  const head = state.kind === "choice" ? t.menu(name) : t.state(name, says);
  return targets.length > 0 ? `${head} ${t.leadsTo(targets.join(", "))}` : head;
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** A validator in a word or two. */
export function validatorName(type: string, t: Texts): string {
  const names: Readonly<Record<string, string>> = t.validators;
  return names[type] ?? type;
}

/** A name that goes on in the next line behind its underscores. */
export function breakable(name: string): string {
  return name.replaceAll("_", "_\u200b");
}
