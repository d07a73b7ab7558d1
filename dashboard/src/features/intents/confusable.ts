import { useQuery } from "@tanstack/react-query";
import { api, data } from "@/api";
import { useEditing, useEditorState } from "@/features/editor";
import { type Pair, readPair } from "./pair";

const NONE: readonly Pair[] = [];

/** The pairs of intents of the draft, as it was last saved, that are taken for each other. */
export function useConfusable(): readonly Pair[] {
  const { botId } = useEditing();
  const revision = useEditorState((state) => state.stamp.revision);
  const found = useQuery({
    queryKey: ["bots", botId, "findings", revision],
    queryFn: () =>
      data(api.GET("/api/v1/bots/{bot_id}/findings", { params: { path: { bot_id: botId } } })),
    placeholderData: (last) => last,
    staleTime: Infinity,
    gcTime: 60_000,
  });
  return found.data?.items.map(readPair).filter((pair) => pair !== null) ?? NONE;
}
