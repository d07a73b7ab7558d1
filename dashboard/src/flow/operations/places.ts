/** States as a whole: made, named, copied, removed. */
import { type BotDoc, type Json, JsonObject, clean } from "../document";
import { ok } from "../result";
import { END, type State, readState } from "../states";
import { setButtons, setMedia } from "./content";
import { type Edited, refused, withFlows, withIntents } from "./edit";
import { connect, menuOf, retargeted, retargetedState } from "./links";
import { freshNames, intentNameError, stateNameError } from "./names";
import type { Clip, Operation } from "./operation";
import { renamedSlots } from "./slots";

type Of<Type extends Operation["type"]> = Extract<Operation, { type: Type }>;

export function createState(doc: BotDoc, op: Of<"create_state">): Edited {
  if (op.kind === "choice") return refused("not_a_choice_menu", op.name);
  const error = stateNameError(doc, op.name);
  if (error) return { ok: false, error };
  const says: [string, Json][] =
    op.kind === "media" && !op.text ? [] : [["message", [clean(op.text ?? "")]]];
  const type: [string, Json][] = op.kind === "interactive" ? [["type", "interactive"]] : [];
  const raw = JsonObject.of([...says, ...type, ["next_state", END]]);
  const { name, buttons, media, from } = op;
  const made = inserted(doc, [[name, raw]], op.after);
  const buttoned = buttons ? setButtons(made, name, buttons) : ok(made);
  const filled = buttoned.ok && media ? setMedia(buttoned.value, name, media) : buttoned;
  return filled.ok && from ? connect(filled.value, from, name) : filled;
}

export function createMenu(doc: BotDoc, op: Of<"create_choice_menu">): Edited {
  const error = stateNameError(doc, op.name);
  if (error) return { ok: false, error };
  const raw = menuOf(op.choices, op.fallback);
  if (!(raw instanceof JsonObject)) return refused(...raw);
  const made = inserted(doc, [[op.name, raw]], op.after ?? op.attachTo);
  if (op.attachTo === undefined) return ok(made);
  return connect(made, { from: "state", state: op.attachTo }, op.name);
}

export function renameState(doc: BotDoc, name: string, to: string, withIntent: boolean): Edited {
  if (!doc.flows.has(name)) return refused("no_such_state", name);
  if (name === to) return ok(doc);
  const error = stateNameError(doc, to, name);
  if (error) return { ok: false, error };
  const names = new Map([[name, to]]);
  const renamed = withFlows(doc, retargeted(doc, names, true).flows.rename(name, to));
  const spoken = withFlows(
    renamed,
    renamed.flows.map((raw) => renamedSlots(raw, names)),
  );
  const follows = withIntent && doc.intents.has(name) && !doc.intents.has(to);
  return ok(follows ? withIntents(spoken, spoken.intents.rename(name, to)) : spoken);
}

/** Without some states; what led to them leads to the end now. */
export function deleteStates(doc: BotDoc, names: readonly string[]): Edited {
  const missing = names.find((name) => !doc.flows.has(name));
  if (missing !== undefined) return refused("no_such_state", missing);
  const gone = new Set(names);
  const left = withFlows(doc, doc.flows.without(gone));
  return ok(retargeted(left, new Map(names.map((name) => [name, END])), false));
}

export function duplicateStates(doc: BotDoc, names: readonly string[]): Edited {
  const missing = names.find((name) => !doc.flows.has(name));
  if (missing !== undefined) return refused("no_such_state", missing);
  const clip = copyStates(doc, names);
  const last = [...clip.states.keys()].at(-1);
  return pasteStates(doc, clip, last);
}

/** The states of these names, in the order of the document. */
export function copyStates(doc: BotDoc, names: Iterable<string>): Clip {
  const wanted = new Set(names);
  return { states: JsonObject.of([...doc.flows].filter(([name]) => wanted.has(name))) };
}

/** Copies under fresh names that lead to each other as the originals do. */
export function pasteStates(doc: BotDoc, clip: Clip, after?: string): Edited {
  if (!clip.states.size) return refused("nothing_to_do", "");
  const names = freshNames(doc, clip.states.keys());
  const moved = new Map([...names].filter(([from, to]) => from !== to));
  const origin: BotDoc = { intents: doc.intents, flows: clip.states };
  const copies = [...clip.states].map(([name, raw]): [string, Json] => {
    const copy = moved.size ? renamedSlots(retargetedState(origin, raw, moved, true), moved) : raw;
    return [names.get(name) ?? name, copy];
  });
  return ok(inserted(doc, copies, after));
}

/** A state written anew in its raw form. */
export function setRaw(doc: BotDoc, name: string, raw: Json): Edited {
  if (!doc.flows.has(name)) return refused("no_such_state", name);
  return ok(withFlows(doc, doc.flows.set(name, raw)));
}

export function renameIntent(doc: BotDoc, name: string, to: string, withState: boolean): Edited {
  if (!doc.intents.has(name)) return refused("no_such_intent", name);
  if (name === to) return ok(doc);
  const error = intentNameError(doc, to, name);
  if (error) return { ok: false, error };
  const renamed = withIntents(doc, doc.intents.rename(name, to));
  if (doc.flows.has(name)) return withState ? renameState(renamed, name, to, false) : ok(renamed);
  const names = new Map([[name, to]]);
  return ok(
    withFlows(
      renamed,
      renamed.flows.map((raw) => withButtonsTo(renamed, raw, names)),
    ),
  );
}

function withButtonsTo(doc: BotDoc, raw: Json, names: ReadonlyMap<string, string>): Json {
  const state: State = readState(raw);
  return state.buttons.some(({ id }) => names.has(id))
    ? retargetedState(doc, raw, names, true)
    : raw;
}

/** New states behind another one, or behind all. */
function inserted(
  doc: BotDoc,
  states: readonly (readonly [string, Json])[],
  after: string | undefined,
): BotDoc {
  let { flows } = doc;
  let behind = after;
  for (const [name, raw] of states) {
    flows = behind === undefined ? flows.set(name, raw) : flows.insertAfter(behind, name, raw);
    if (behind !== undefined) behind = name;
  }
  return withFlows(doc, flows);
}
