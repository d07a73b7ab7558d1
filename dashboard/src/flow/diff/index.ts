export { diffDocs, isSame } from "./diff";
export type { DocDiff, IntentChange, Part, PartChange, StateChange } from "./types";
