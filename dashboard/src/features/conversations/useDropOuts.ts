import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { statisticsQuery } from "./queries";

const DAYS = 30;

export interface DropOut {
  entered: number;
  dropped: number;
}

/** How many conversations entered each state in the last 30 days, and how many stopped there. */
export function useDropOuts(botId: number, enabled = true): Readonly<Record<string, DropOut>> {
  const { data } = useQuery({ ...statisticsQuery(botId, DAYS), enabled });
  return useMemo(
    () =>
      Object.fromEntries(
        (data?.states ?? []).map(({ state, entered, dropped }) => [state, { entered, dropped }]),
      ),
    [data],
  );
}
