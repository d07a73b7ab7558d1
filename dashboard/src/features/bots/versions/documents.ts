import { queryOptions } from "@tanstack/react-query";
import { send } from "@/api";
import { type BotDoc, docOf, isObject, parse } from "@/flow/document";

/** What was published, as it was written: it travels as text, so that order and numbers stay. */
export function documentQuery(botId: number, versionId: string) {
  return queryOptions({
    queryKey: ["bots", botId, "versions", versionId],
    queryFn: async (): Promise<BotDoc> => {
      const address = `/api/v1/bots/${botId}/versions/${encodeURIComponent(versionId)}`;
      const answer = parse(await (await send(new Request(address))).text());
      return docOf((isObject(answer) ? answer.get("document") : null) ?? null);
    },
    staleTime: Infinity,
  });
}
