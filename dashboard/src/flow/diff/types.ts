/** What of a state can change, in the words of those who write flows. */
export type Part =
  "message" | "buttons" | "media" | "validators" | "choices" | "fallback" | "next" | "other";

/** What a part lost and gained, each line as people read it. */
export interface PartChange {
  readonly part: Part;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

export type StateChange =
  | { readonly kind: "added" | "removed"; readonly name: string; readonly says: readonly string[] }
  | { readonly kind: "renamed"; readonly name: string; readonly from: string }
  | { readonly kind: "changed"; readonly name: string; readonly parts: readonly PartChange[] };

export interface IntentChange {
  readonly kind: "added" | "removed" | "changed";
  readonly name: string;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** How two documents differ. */
export interface DocDiff {
  readonly states: readonly StateChange[];
  readonly intents: readonly IntentChange[];
  /** Whether what both have stands in another order; nothing is said differently for it. */
  readonly reordered: boolean;
}
