export { type Schema, api, data, rememberCsrfToken, send, signedOut } from "./client";
export { ApiError, type Problem, problemOf } from "./errors";
export {
  type Role,
  type Session,
  atLeast,
  fetchSession,
  sessionQuery,
  useMay,
  useSession,
} from "./session";
