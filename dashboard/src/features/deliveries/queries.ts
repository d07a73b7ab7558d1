import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type Schema, api, data } from "@/api";
import { type DeliverySearch, filtersOf, statusesOf } from "./search";

export type Delivery = Schema<"Delivery">;
const PAGE = 50;

/** A bot's deliveries, newest first, a page at a time. */
export function deliveriesQuery(botId: number, search: DeliverySearch) {
  const status = statusesOf(search);
  const filters = { ...filtersOf(botId, search), ...(status.length > 0 && { status }) };
  return infiniteQueryOptions({
    queryKey: ["deliveries", botId, filters],
    queryFn: ({ pageParam }: { pageParam: string | null }) =>
      data(
        api.GET("/api/v1/deliveries", {
          params: {
            query: { ...filters, limit: PAGE, ...(pageParam !== null && { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** A delivery with its attempts. */
export function deliveryQuery(deliveryId: string) {
  return queryOptions({
    queryKey: ["delivery", deliveryId],
    queryFn: () =>
      data(
        api.GET("/api/v1/deliveries/{delivery_id}", {
          params: { path: { delivery_id: deliveryId } },
        }),
      ),
  });
}

/** A bot's endpoints, for the filter; the same question as the settings ask. */
export function endpointsQuery(botId: number) {
  return queryOptions({
    queryKey: ["bots", botId, "endpoints"],
    queryFn: async () => {
      const params = { path: { bot_id: botId } };
      return (await data(api.GET("/api/v1/bots/{bot_id}/endpoints", { params }))).items;
    },
  });
}
