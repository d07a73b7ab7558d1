export { type Conflict, type ConflictKind, type Merged, type Side, merge, resolve } from "./merge";
