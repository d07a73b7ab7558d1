import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Schema, api, data } from "@/api";
import { useEditing, useEditorState } from "./store/context";

export type Finding = Schema<"FindingOut">;

const NONE: readonly Finding[] = [];
const WORST = ["error", "warning", "hint"];

/** What the checker says of the draft as it was last saved, worst first. */
export function useFindings(): readonly Finding[] {
  const { botId } = useEditing();
  const revision = useEditorState((state) => state.stamp.revision);
  const found = useQuery({
    queryKey: ["bots", botId, "findings", revision],
    queryFn: () =>
      data(api.GET("/api/v1/bots/{bot_id}/findings", { params: { path: { bot_id: botId } } })),
    // Until the next answer the last one is nearly right.
    placeholderData: (last) => last,
    staleTime: Infinity,
    gcTime: 60_000,
  });
  return found.data?.items ?? NONE;
}

/** The same by state; what belongs to none is under the empty name. */
export function useFindingsByState(): ReadonlyMap<string, readonly Finding[]> {
  const findings = useFindings();
  return useMemo(() => {
    const byState = new Map<string, Finding[]>();
    for (const finding of findings) {
      const name = finding.state ?? "";
      const list = byState.get(name);
      if (list === undefined) byState.set(name, [finding]);
      else list.push(finding);
    }
    return byState;
  }, [findings]);
}

/** The worst severity among findings; undefined where there are none. */
export function worstOf(findings: readonly Finding[]): string | undefined {
  return WORST.find((severity) => findings.some((finding) => finding.severity === severity));
}
