export { SaveBar } from "./SaveBar";
export { useChanges } from "./changes";
export { useUnsaved } from "./unsaved";
