import type { Json, JsonObject } from "../document";
import type { Button, Choice, Lines, Medium, StateKind, Validator } from "../states";

/** Something that can lead to a state. */
export type Source =
  | { readonly from: "state"; readonly state: string }
  | { readonly from: "choice"; readonly state: string; readonly key: string }
  | { readonly from: "button"; readonly state: string; readonly index: number };

/** States cut out of a bot, to be put into the same or another one. */
export interface Clip {
  readonly states: JsonObject;
}

/** Every edit of a bot's document. Operations are plain data: they can be kept and repeated. */
export type Operation =
  | {
      readonly type: "create_state";
      readonly name: string;
      readonly kind: StateKind;
      readonly text?: string;
      readonly buttons?: readonly Button[];
      readonly media?: readonly Medium[];
      /** What leads to it from now on. */
      readonly from?: Source;
      /** The state behind which it stands in the document; the last place without. */
      readonly after?: string;
    }
  | {
      readonly type: "rename_state";
      readonly name: string;
      readonly to: string;
      readonly withIntent?: boolean;
    }
  | { readonly type: "delete_states"; readonly names: readonly string[] }
  | { readonly type: "duplicate_states"; readonly names: readonly string[] }
  | { readonly type: "paste_states"; readonly clip: Clip; readonly after?: string }
  | {
      readonly type: "set_message";
      readonly state: string;
      readonly lines: Lines;
      readonly variation?: number;
    }
  | {
      readonly type: "set_variations";
      readonly state: string;
      readonly variations: readonly Lines[];
    }
  | { readonly type: "set_media"; readonly state: string; readonly media: readonly Medium[] }
  | { readonly type: "set_buttons"; readonly state: string; readonly buttons: readonly Button[] }
  | {
      readonly type: "set_validators";
      readonly state: string;
      readonly validators: readonly Validator[];
    }
  | { readonly type: "connect"; readonly source: Source; readonly target: string }
  | { readonly type: "disconnect"; readonly source: Source }
  | {
      readonly type: "create_choice_menu";
      /** The whole name; `choiceName` puts the prefix before it. */
      readonly name: string;
      readonly fallback: Lines;
      readonly choices: readonly Choice[];
      /** The state that leads to it from now on. */
      readonly attachTo?: string;
      readonly after?: string;
    }
  | { readonly type: "set_choices"; readonly state: string; readonly choices: readonly Choice[] }
  | { readonly type: "set_fallback"; readonly state: string; readonly variations: readonly Lines[] }
  | { readonly type: "set_state"; readonly state: string; readonly raw: Json }
  | { readonly type: "create_intent"; readonly name: string; readonly phrases: Lines }
  | {
      readonly type: "rename_intent";
      readonly name: string;
      readonly to: string;
      readonly withState?: boolean;
    }
  | { readonly type: "delete_intent"; readonly name: string; readonly withState?: boolean }
  | { readonly type: "set_phrases"; readonly intent: string; readonly phrases: Lines }
  | { readonly type: "add_phrases"; readonly intent: string; readonly phrases: Lines }
  | {
      readonly type: "move_phrase";
      readonly phrase: string;
      readonly from: string;
      readonly to: string;
    }
  | { readonly type: "replace_document"; readonly intents: JsonObject; readonly flows: JsonObject }
  /** Several edits that are one step for the author; called by the first of them. */
  | { readonly type: "together"; readonly operations: readonly Operation[] };

export type OperationType = Operation["type"];

/** Why an operation can't be applied; the document stays as it is. */
export type OpProblem =
  | "no_such_state"
  | "no_such_intent"
  | "no_such_choice"
  | "no_such_button"
  | "not_a_choice_menu"
  | "a_choice_menu"
  | "name_empty"
  | "name_reserved"
  | "name_taken"
  | "name_too_long"
  | "choice_empty"
  | "choice_taken"
  | "no_choices"
  | "nothing_to_do";

export interface OpError {
  readonly problem: OpProblem;
  /** The name or key that it is about. */
  readonly name: string;
}

/** What an operation does, for a list of edits: a key for the words, and what to fill in. */
export interface Description {
  readonly key: OperationType;
  readonly params: Readonly<Record<string, string | number>>;
}
