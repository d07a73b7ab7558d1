export { findState, graphOf, handlesOf, intentId, missingId, nameOf, stateId } from "./nodes";
export { outline } from "./outline";
export { MOST_HITS, search } from "./search";
export type {
  FlowEdge,
  FlowNode,
  Graph,
  Handle,
  HandleKind,
  Hit,
  HitPlace,
  IntentNode,
  Lead,
  MissingNode,
  OutlineRow,
  StateNode,
  Via,
} from "./types";
