import { type BotDoc, type Json, JsonObject, equal } from "../document";
import { ok } from "../result";
import { setButtons, setMedia, setMessage, setValidators, setVariations } from "./content";
import { type Edited } from "./edit";
import { addPhrases, createIntent, deleteIntent, movePhrase, setPhrases } from "./intents";
import { connect, disconnect, setChoices, setFallback } from "./links";
import type { Operation, OperationType } from "./operation";
import {
  createMenu,
  createState,
  deleteStates,
  duplicateStates,
  pasteStates,
  renameIntent,
  renameState,
  setRaw,
} from "./places";

type Of<Type extends OperationType> = Extract<Operation, { type: Type }>;
type Edits = { readonly [Type in OperationType]: (doc: BotDoc, op: Of<Type>) => Edited };

const EDITS: Edits = {
  create_state: createState,
  rename_state: (doc, op) => renameState(doc, op.name, op.to, op.withIntent ?? true),
  delete_states: (doc, op) => deleteStates(doc, op.names),
  duplicate_states: (doc, op) => duplicateStates(doc, op.names),
  paste_states: (doc, op) => pasteStates(doc, op.clip, op.after),
  set_message: (doc, op) => setMessage(doc, op.state, op.lines, op.variation ?? 0),
  set_variations: (doc, op) => setVariations(doc, op.state, op.variations),
  set_media: (doc, op) => setMedia(doc, op.state, op.media),
  set_buttons: (doc, op) => setButtons(doc, op.state, op.buttons),
  set_validators: (doc, op) => setValidators(doc, op.state, op.validators),
  connect: (doc, op) => connect(doc, op.source, op.target),
  disconnect: (doc, op) => disconnect(doc, op.source),
  create_choice_menu: createMenu,
  set_choices: (doc, op) => setChoices(doc, op.state, op.choices),
  set_fallback: (doc, op) => setFallback(doc, op.state, op.variations),
  set_state: (doc, op) => setRaw(doc, op.state, op.raw),
  create_intent: (doc, op) => createIntent(doc, op.name, op.phrases),
  rename_intent: (doc, op) => renameIntent(doc, op.name, op.to, op.withState ?? true),
  delete_intent: (doc, op) => deleteIntent(doc, op.name, op.withState ?? false),
  set_phrases: (doc, op) => setPhrases(doc, op.intent, op.phrases),
  add_phrases: (doc, op) => addPhrases(doc, op.intent, op.phrases),
  move_phrase: (doc, op) => movePhrase(doc, op.phrase, op.from, op.to),
  replace_document: (doc, op) =>
    ok({ intents: shared(doc.intents, op.intents), flows: shared(doc.flows, op.flows) }),
  together: (doc, op) => {
    let made: Edited = ok(doc);
    for (const one of op.operations) if (made.ok) made = apply(made.value, one);
    return made;
  },
};

/**
 * Do an edit: a new document, or why it can't be done.
 *
 * Everything that the edit is not about stays the very same object; an edit that changes
 * nothing gives the document itself.
 */
export function apply(doc: BotDoc, operation: Operation): Edited {
  const edited = run(doc, operation);
  if (!edited.ok) return edited;
  const { intents, flows } = edited.value;
  return intents === doc.intents && flows === doc.flows ? ok(doc) : edited;
}

function run<Type extends OperationType>(doc: BotDoc, operation: Of<Type>): Edited {
  const edit: (doc: BotDoc, op: Of<Type>) => Edited = EDITS[operation.type];
  return edit(doc, operation);
}

/** A map in which everything that is as it was is the old object. */
function shared(old: JsonObject, now: JsonObject): JsonObject {
  if (equal(old, now)) return old;
  return JsonObject.of(
    [...now].map(([key, value]): [string, Json] => {
      const before = old.get(key);
      return [key, before !== undefined && equal(before, value) ? before : value];
    }),
  );
}
