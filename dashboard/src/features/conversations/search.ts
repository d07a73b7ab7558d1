import { type Schema } from "@/api";

export type Status = Schema<"ConversationSummary">["status"];

/** The filters of the list, as they stand in the address. */
export interface ConversationSearch {
  search?: string;
  status?: Status;
  state?: string;
  channel?: string;
}

/** Read the filters out of an address; whatever is none of them is left out. */
export function readSearch(given: Record<string, unknown>): ConversationSearch {
  const { status } = given;
  const [search, state, channel] = [given.search, given.state, given.channel].map(textOf);
  return {
    ...(search !== undefined && { search }),
    ...((status === "waiting" || status === "ended") && { status }),
    ...(state !== undefined && { state }),
    ...(channel !== undefined && { channel }),
  };
}

/** The filters as the API has them. */
export function filtersOf({ search, status, state, channel }: ConversationSearch) {
  return {
    ...(search !== undefined && { search }),
    ...(status !== undefined && { status }),
    ...(state !== undefined && { state }),
    ...(channel !== undefined && { channel }),
  };
}

/** "?search=255700000001" is read as a number. */
function textOf(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}
