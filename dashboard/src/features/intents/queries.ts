import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, data } from "@/api";

const MOST = 200;

/** How many wordings were not understood; `more` where there are more than one page of them. */
export function missedCountQuery(botId: number) {
  return queryOptions({
    queryKey: ["bots", botId, "missed", "count"],
    queryFn: async () => {
      const params = { path: { bot_id: botId }, query: { limit: MOST } };
      const page = await data(api.GET("/api/v1/bots/{bot_id}/missed", { params }));
      return { count: page.items.length, more: page.next_cursor !== null };
    },
  });
}

/** What was not understood, the most frequent first. */
export function missedQuery(botId: number) {
  return infiniteQueryOptions({
    queryKey: ["bots", botId, "missed", "list"],
    queryFn: ({ pageParam }: { pageParam: string | null }) =>
      data(
        api.GET("/api/v1/bots/{bot_id}/missed", {
          params: {
            path: { bot_id: botId },
            query: { ...(pageParam !== null && { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
}
