import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { ApiError, type Schema, api, data } from "@/api";
import { type ConversationSearch, filtersOf } from "./search";

export type Conversation = Schema<"ConversationSummary">;
export type Turn = Schema<"Turn">;
export type Statistics = Schema<"Statistics">;

const PAGE = 50;
const TURNS = 30;

/** A bot's conversations, the one that was active last first, a page at a time. */
export function conversationsQuery(botId: number, search: ConversationSearch) {
  return infiniteQueryOptions({
    queryKey: ["conversations", botId, search],
    queryFn: ({ pageParam }: { pageParam: string | null }) =>
      data(
        api.GET("/api/v1/bots/{bot_id}/conversations", {
          params: {
            path: { bot_id: botId },
            query: {
              ...filtersOf(search),
              order: "recent",
              limit: PAGE,
              ...(pageParam !== null && { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** One conversation as the list has it; null where there is none. */
export function conversationQuery(botId: number, chatId: string) {
  return queryOptions({
    queryKey: ["conversation", botId, chatId],
    queryFn: async () => {
      // By chat id, what is looked for comes before all that begin with it.
      const page = await data(
        api.GET("/api/v1/bots/{bot_id}/conversations", {
          params: { path: { bot_id: botId }, query: { search: chatId, limit: 1 } },
        }),
      );
      return page.items.find((one) => one.chat_id === chatId) ?? null;
    },
  });
}

/** What was said, the newest first, a page at a time. */
export function transcriptQuery(botId: number, chatId: string) {
  return infiniteQueryOptions({
    queryKey: ["transcript", botId, chatId],
    queryFn: ({ pageParam }: { pageParam: string | null }) =>
      data(
        api.GET("/api/v1/bots/{bot_id}/conversations/{chat_id}/transcript", {
          params: {
            path: { bot_id: botId, chat_id: chatId },
            query: {
              order: "newest",
              limit: TURNS,
              ...(pageParam !== null && { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** What went on in the last so many days, today among them. */
export function statisticsQuery(botId: number, days: number) {
  return queryOptions({
    queryKey: ["statistics", botId, days],
    queryFn: async () => {
      try {
        return await count(botId, days, Intl.DateTimeFormat().resolvedOptions().timeZone);
      } catch (error) {
        // Some servers know no names of time zones.
        if (error instanceof ApiError && error.code === "bad_zone")
          return count(botId, days, offsetOf(new Date()));
        throw error;
      }
    },
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
}

function count(botId: number, days: number, zone: string) {
  const first = new Date();
  first.setDate(first.getDate() - days + 1);
  return data(
    api.GET("/api/v1/bots/{bot_id}/statistics", {
      params: { path: { bot_id: botId }, query: { since: dateOf(first), zone } },
    }),
  );
}

/** Such as 2026-01-31, here. */
function dateOf(moment: Date): string {
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 10);
}

/** Such as +03:00. */
export function offsetOf(moment: Date): string {
  const minutes = -moment.getTimezoneOffset();
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const two = (number: number) => String(number).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(hours)}:${two(rest)}`;
}
