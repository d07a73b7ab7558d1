import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useDoc } from "@/features/editor";
import type { BotDoc } from "@/flow/document";
import { documentQuery } from "./documents";

/** The draft, beside the ids of versions. */
export const DRAFT = "draft";

/** Two documents to be compared, each the id of a version or `DRAFT`. */
export interface Pair {
  from: string;
  to: string;
}

/** A side of a comparison: the document that is meant, once it is there. */
export function useSide(
  botId: number,
  side: string,
): { doc: BotDoc | undefined; query: UseQueryResult<BotDoc> | null } {
  const draft = useDoc();
  const query = useQuery({ ...documentQuery(botId, side), enabled: side !== DRAFT });
  return side === DRAFT ? { doc: draft, query: null } : { doc: query.data, query };
}
