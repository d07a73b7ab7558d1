import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type Schema, api, data } from "@/api";

export type Bot = Schema<"Bot">;
export type ListedBot = Schema<"ListedBot">;
export type Template = Schema<"TemplateOut">;
export type Version = Schema<"ListedVersion">;
export type Finding = Schema<"FindingOut">;
export type BotStatus = "draft" | "published" | "changed";
/** The languages that bots of ours speak, as the API names them. */
export type BotLanguage = "english" | "swahili";

/** A bot's settings. */
export function botQuery(botId: number) {
  return queryOptions({
    queryKey: ["bots", botId],
    queryFn: () => data(api.GET("/api/v1/bots/{bot_id}", { params: { path: { bot_id: botId } } })),
  });
}

/** The bots that fit, what was changed last first. */
export function botsQuery(search: string, status: BotStatus | null) {
  return infiniteQueryOptions({
    queryKey: ["bots", "list", search, status],
    queryFn: ({ pageParam, signal }) =>
      data(
        api.GET("/api/v1/bots", {
          params: {
            query: {
              order: "recent",
              limit: 50,
              ...(search !== "" && { search }),
              ...(status !== null && { status }),
              ...(pageParam !== null && { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: noPage(),
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

/** Bots to begin with. */
export const templatesQuery = queryOptions({
  queryKey: ["templates"],
  queryFn: async () => (await data(api.GET("/api/v1/templates"))).items,
  staleTime: Infinity,
});

/** What a template holds. */
export function templateQuery(id: string, language: BotLanguage) {
  return queryOptions({
    queryKey: ["templates", id, language],
    queryFn: () =>
      data(
        api.GET("/api/v1/templates/{template_id}", {
          params: { path: { template_id: id }, query: { language } },
        }),
      ),
    staleTime: Infinity,
  });
}

/** A bot's versions, newest first. */
export function versionsQuery(botId: number) {
  return infiniteQueryOptions({
    queryKey: ["bots", botId, "versions"],
    queryFn: ({ pageParam }) =>
      data(
        api.GET("/api/v1/bots/{bot_id}/versions", {
          params: {
            path: { bot_id: botId },
            query: { limit: 25, ...(pageParam !== null && { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: noPage(),
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** What the checker says of the draft as it is on the server. */
export function findingsQuery(botId: number, stamp: string) {
  return queryOptions({
    queryKey: ["bots", botId, "checked", stamp],
    queryFn: async () => {
      const path = { bot_id: botId };
      return (await data(api.GET("/api/v1/bots/{bot_id}/findings", { params: { path } }))).items;
    },
    staleTime: Infinity,
  });
}

function noPage(): string | null {
  return null;
}
