import type { Schema } from "@/api";
import { type Schedule, pausesOf, writtenSchedule } from "./schedule";

export type Endpoint = Schema<"Endpoint">;
type EndpointSettings = Schema<"EndpointSettings">;

/** A header of the endpoint's own; a value that is kept is not known here. */
export interface HeaderDraft {
  name: string;
  /** `null` for the value that is there already. */
  value: string | null;
}

/** An endpoint as somebody edits it. */
export interface EndpointDraft {
  name: string;
  url: string;
  active: boolean;
  triggers: string[];
  /** `null` leaves the token as it is. */
  token: string | null;
  headers: HeaderDraft[];
  shape: "flat" | "envelope";
  schedule: Schedule;
  /** Seconds; "" for what is usual, as in the next two. */
  timeout: number | "";
  rateLimit: number | "";
  concurrency: number | "";
}

const NEW: EndpointDraft = {
  name: "",
  url: "",
  active: true,
  triggers: [],
  token: "",
  headers: [],
  shape: "flat",
  schedule: writtenSchedule(null),
  timeout: "",
  rateLimit: "",
  concurrency: "",
};

/** What the form starts with: an endpoint, or nothing yet. */
export function draftOf(endpoint: Endpoint | undefined): EndpointDraft {
  if (endpoint === undefined) return NEW;
  const { name, url, active, triggers } = endpoint;
  return {
    name,
    url,
    active,
    triggers,
    token: endpoint.has_token ? null : "",
    headers: endpoint.header_names.map((header) => ({ name: header, value: null })),
    shape: endpoint.shape === "envelope" ? "envelope" : "flat",
    schedule: writtenSchedule(endpoint.schedule),
    timeout: endpoint.timeout ?? "",
    rateLimit: endpoint.rate_limit ?? "",
    concurrency: endpoint.concurrency ?? "",
  };
}

/** What to send for what was changed; `saved` is what the form started with. */
export function changesOf(draft: EndpointDraft, saved: EndpointDraft): EndpointSettings {
  const changed = (name: keyof EndpointDraft) =>
    JSON.stringify(draft[name]) !== JSON.stringify(saved[name]);
  return {
    ...(changed("name") && { name: draft.name }),
    ...(changed("url") && { url: draft.url.trim() }),
    ...(changed("active") && { active: draft.active }),
    ...(changed("triggers") && { triggers: draft.triggers }),
    ...(changed("token") && draft.token !== null && { token: draft.token }),
    ...(changed("headers") && { headers: headerChanges(draft.headers, saved.headers) }),
    ...(changed("shape") && { shape: draft.shape }),
    ...(changed("schedule") && { schedule: pausesOf(draft.schedule) ?? null }),
    ...(changed("timeout") && { timeout: orNull(draft.timeout) }),
    ...(changed("rateLimit") && { rate_limit: orNull(draft.rateLimit) }),
    ...(changed("concurrency") && { concurrency: orNull(draft.concurrency) }),
  };
}

function orNull(value: number | ""): number | null {
  return value === "" ? null : value;
}

/** Headers change one by one: what is gone is taken away, what has no new value stays. */
function headerChanges(
  headers: readonly HeaderDraft[],
  before: readonly HeaderDraft[],
): Record<string, string | null> {
  const named = headers.filter(({ name }) => name.trim() !== "");
  const left = new Set(named.map(({ name }) => name.trim().toLowerCase()));
  const gone = before.filter(({ name }) => !left.has(name.toLowerCase()));
  return {
    ...Object.fromEntries(gone.map(({ name }) => [name, null])),
    ...Object.fromEntries(
      named.flatMap(({ name, value }) => (value === null ? [] : [[name.trim(), value]])),
    ),
  };
}
