/** The pure heart of the flow editor: documents, edits, history, merging, graph and layout. */
export * from "./document";
export * from "./graph";
export * from "./history";
export * from "./layout";
export * from "./merge";
export * from "./operations";
export { type Result, failed, ok } from "./result";
export * from "./states";
