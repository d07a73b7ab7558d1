export { apply } from "./apply";
export { clipText, readClip } from "./clipboard";
export { describe, renamesOf } from "./describe";
export {
  CHOICE_PREFIX,
  LONGEST_NAME,
  choiceName,
  freshNames,
  freshStateName,
  intentNameError,
  stateNameError,
  tidyName,
} from "./names";
export type {
  Clip,
  Description,
  OpError,
  OpProblem,
  Operation,
  OperationType,
  Source,
} from "./operation";
export { copyStates } from "./places";
