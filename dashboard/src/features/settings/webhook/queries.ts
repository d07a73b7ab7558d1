import { queryOptions } from "@tanstack/react-query";
import { api, data } from "@/api";

const path = (botId: number) => ({ path: { bot_id: botId } });

/** A bot's endpoints, oldest first. */
export function endpointsQuery(botId: number) {
  return queryOptions({
    queryKey: ["bots", botId, "endpoints"],
    queryFn: async () =>
      (await data(api.GET("/api/v1/bots/{bot_id}/endpoints", { params: path(botId) }))).items,
  });
}

/** How a bot's endpoints are doing. */
export function healthQuery(botId: number) {
  return queryOptions({
    queryKey: ["bots", botId, "health"],
    queryFn: async () =>
      (await data(api.GET("/api/v1/bots/{bot_id}/health", { params: path(botId) }))).items,
    refetchInterval: 15_000,
  });
}

/** The names that can trigger a webhook: intents and states of the draft. */
export function namesQuery(botId: number) {
  return queryOptions({
    queryKey: ["bots", botId, "names"],
    queryFn: async () => {
      const draft = await data(api.GET("/api/v1/bots/{bot_id}/draft", { params: path(botId) }));
      const intents = Object.keys(draft.intents);
      const known = new Set(intents);
      return { intents, states: Object.keys(draft.flows).filter((name) => !known.has(name)) };
    },
  });
}

/** What a trigger sends, in the shape that is named. */
export function payloadQuery(botId: number, trigger: string, shape: "flat" | "envelope") {
  return queryOptions({
    queryKey: ["bots", botId, "payload", trigger, shape],
    queryFn: async () => {
      const query = { trigger, shape };
      const params = { ...path(botId), query };
      const { items } = await data(api.GET("/api/v1/bots/{bot_id}/payload", { params }));
      return items[0];
    },
    retry: false,
  });
}
