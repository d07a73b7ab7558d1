import type { Schema } from "@/api";

export type Status = Schema<"Delivery">["status"];

export const STATUSES: readonly Status[] = [
  "pending",
  "sending",
  "failed",
  "delivered",
  "exhausted",
  "cancelled",
];

/** The filters of the list, as they stand in the address. */
export interface DeliverySearch {
  status?: string;
  endpoint?: string;
  trigger?: string;
  chat?: string;
  conversation?: string;
  since?: string;
  until?: string;
}

const NAMES = ["status", "endpoint", "trigger", "chat", "conversation", "since", "until"] as const;

/** Read the filters out of an address; whatever is none of them is left out. */
export function readSearch(search: Record<string, unknown>): DeliverySearch {
  const found: DeliverySearch = {};
  for (const name of NAMES) {
    const value = search[name];
    if (typeof value === "string" && value !== "") found[name] = value;
    // "?chat=255700000001" is read as a number.
    if (typeof value === "number") found[name] = String(value);
  }
  return found;
}

/** The statuses of a search: several with commas between. */
export function statusesOf({ status = "" }: DeliverySearch): Status[] {
  const wanted = new Set(status.split(","));
  return STATUSES.filter((one) => wanted.has(one));
}

/** The filters as the API has them. */
export function filtersOf(botId: number, search: DeliverySearch) {
  const [since, until] = [momentOf(search.since), momentOf(search.until)];
  return {
    bot_id: botId,
    ...(search.endpoint && { endpoint_id: search.endpoint }),
    ...(search.trigger && { trigger: search.trigger }),
    ...(search.chat && { chat_id: search.chat }),
    ...(search.conversation && { conversation_id: search.conversation }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  };
}

/** A moment as `<input type="datetime-local">` gives it, in UTC for the API. */
export function momentOf(local: string | undefined): string | undefined {
  const time = new Date(local ?? "");
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/** A moment as `<input type="datetime-local">` wants it. */
export function localMoment(time: Date): string {
  const local = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
