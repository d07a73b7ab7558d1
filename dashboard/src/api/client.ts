import createClient from "openapi-fetch";
import { ApiError, errorOf } from "./errors";
import type { components, paths } from "./schema";

/** A thing of the API by its name, such as `Schema<"Bot">`. */
export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

const SAFE = new Set(["GET", "HEAD"]);

let csrfToken = "";

/** What goes along with every change, beside the cookie; the session's answer has it. */
export function rememberCsrfToken(token: string): void {
  csrfToken = token;
}

/** Told when the server no longer knows who asks. */
export const signedOut = new EventTarget();

/** `fetch` for our own server: the token goes along, and what fails throws an `ApiError`. */
export async function send(request: Request): Promise<Response> {
  if (!SAFE.has(request.method)) request.headers.set("X-CSRF-Token", csrfToken);
  let response: Response;
  try {
    response = await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw new ApiError(0, "unreachable", "The server could not be reached.");
  }
  if (response.ok) return response;
  if (response.status === 401 && !isAboutSession(request))
    signedOut.dispatchEvent(new Event("signedOut"));
  throw errorOf(response.status, await response.json().catch(() => undefined));
}

/** Asking who is signed in, or signing in with a wrong password, ends no session. */
function isAboutSession(request: Request): boolean {
  return /\/api\/v1\/(session|setup|password)$/.test(new URL(request.url).pathname);
}

/** Our own API, typed by its OpenAPI document. Give what it returns to `data`. */
export const api = createClient<paths>({ baseUrl: "", fetch: send, credentials: "same-origin" });

/** What a call answered; throws an `ApiError` where it failed. */
export async function data<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const answer = await call;
  // `send` has thrown for whatever was refused; 204 has nothing to give.
  return answer.data as T;
}
