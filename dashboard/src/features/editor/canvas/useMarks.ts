import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, data } from "@/api";
import { useDropOuts } from "@/features/conversations";
import { useFindingsByState, worstOf } from "../findings";
import { useEditing } from "../store/context";
import { type Marks, NO_MARKS } from "./nodes";

/** What is known of the states beside their content, by name. */
export function useMarks(withDropOuts: boolean): (name: string) => Marks {
  const { botId } = useEditing();
  const dropOuts = useDropOuts(botId, withDropOuts);
  const findings = useFindingsByState();
  const triggers = useTriggers();
  return useMemo(
    () => (name) => {
      const found = findings.get(name);
      const triggered = triggers.has(name);
      const dropOut = withDropOuts ? dropOuts[name] : undefined;
      if (found === undefined && !triggered && dropOut === undefined) return NO_MARKS;
      return {
        ...NO_MARKS,
        severity: (found && worstOf(found)) ?? "",
        findings: found?.length ?? 0,
        triggers: triggered,
        dropped: dropOut === undefined ? -1 : dropOut.dropped / Math.max(1, dropOut.entered),
      };
    },
    [findings, triggers, dropOuts, withDropOuts],
  );
}

const NONE: ReadonlySet<string> = new Set();

/** The intents and states at which a webhook is sent. */
function useTriggers(): ReadonlySet<string> {
  const { botId } = useEditing();
  const endpoints = useQuery({
    queryKey: ["bots", botId, "endpoints"],
    queryFn: async () => {
      const params = { path: { bot_id: botId } };
      return (await data(api.GET("/api/v1/bots/{bot_id}/endpoints", { params }))).items;
    },
  });
  const list = endpoints.data;
  return useMemo(() => {
    if (list === undefined) return NONE;
    return new Set(list.filter(({ active }) => active).flatMap(({ triggers }) => triggers));
  }, [list]);
}
