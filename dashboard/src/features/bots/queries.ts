import { queryOptions } from "@tanstack/react-query";
import { api, data } from "@/api";

/** A bot's settings. */
export function botQuery(botId: number) {
  return queryOptions({
    queryKey: ["bots", botId],
    queryFn: () => data(api.GET("/api/v1/bots/{bot_id}", { params: { path: { bot_id: botId } } })),
  });
}
