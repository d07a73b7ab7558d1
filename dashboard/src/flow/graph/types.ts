import type { Button, Choice, State } from "../states";

/** Where an edge leaves a card: its next state, one of its choices, one of its buttons. */
export type HandleKind = "next" | "choice" | "button" | "intent";

/** What is at the other end of a handle. */
export type Lead = "state" | "intent" | "missing" | "end" | "answer";

export interface Handle {
  /** Within its node: `next`, `choice:<position>`, `button:<position>`. */
  readonly id: string;
  readonly kind: HandleKind;
  /** What the chatter sees: the key of the choice or the title of the button. */
  readonly label: string;
  /** The name it leads to as written; empty for none. */
  readonly target: string;
  /** `answer`: a button that answers the choice menu (or state) that comes next. */
  readonly lead: Lead;
  readonly choice?: Choice;
  readonly button?: Button;
}

export interface StateNode {
  readonly id: string;
  readonly type: "state";
  readonly name: string;
  readonly state: State;
  readonly handles: readonly Handle[];
  /** Whether an intent of its name starts here. */
  readonly entrance: boolean;
  /** Whether any intent leads here. */
  readonly reachable: boolean;
}

export interface IntentNode {
  readonly id: string;
  readonly type: "intent";
  readonly name: string;
  readonly phrases: readonly string[];
  /** Whether there is a state of its name to start with. */
  readonly leads: boolean;
}

/** A state that something leads to and that does not exist. */
export interface MissingNode {
  readonly id: string;
  readonly type: "missing";
  readonly name: string;
}

export type FlowNode = StateNode | IntentNode | MissingNode;

export interface FlowEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** The id of the handle it leaves from. */
  readonly handle: string;
  readonly kind: HandleKind;
  readonly label: string;
  /** Whether it leads to a state that does not exist. */
  readonly dangling: boolean;
}

/** The canvas: what there is to draw. Whatever did not change is the same object as before. */
export interface Graph {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  readonly byId: ReadonlyMap<string, FlowNode>;
  /** The states that no intent leads to. */
  readonly unreachable: ReadonlySet<string>;
  /** The names that something leads to and that are no states. */
  readonly missing: ReadonlySet<string>;
}

/** How a row of the outline is reached from the one above it. */
export interface Via {
  readonly kind: HandleKind;
  readonly label: string;
}

export interface OutlineRow {
  /** The same for the same place in the tree, whatever else changes. */
  readonly id: string;
  /**
   * `intent`: an entrance and the state it leads to; `state`: shown here; `reference`: a state
   * that is shown elsewhere; `missing`: a name that is no state; `loose`: a state that no intent
   * leads to.
   */
  readonly kind: "intent" | "state" | "reference" | "missing" | "loose";
  readonly name: string;
  readonly via: Via | null;
  /** How many rows lead here. */
  readonly depth: number;
  /** How far to indent: a chain of states that just follow each other stays on one level. */
  readonly level: number;
  /** How many of the rows below belong to this one. */
  readonly size: number;
}

/** Where something was found. */
export type HitPlace =
  "name" | "message" | "button" | "choice" | "fallback" | "validator" | "media" | "phrase";

export interface Hit {
  readonly kind: "state" | "intent";
  readonly name: string;
  readonly place: HitPlace;
  /** The text it was found in. */
  readonly text: string;
  /** The first find: positions in `text`, the end excluded. */
  readonly from: number;
  readonly to: number;
}
