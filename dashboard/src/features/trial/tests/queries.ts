import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { type Schema, api, data } from "@/api";
import type { Subject } from "../conversation/trial";
import { useForm } from "../useTrial";

export type ConversationTest = Schema<"ConversationTest">;
export type TestResult = Schema<"TestResult">;
export type TestResults = Schema<"TestResults">;

/** A bot's conversation tests. */
export function testsQuery(botId: number) {
  return queryOptions({
    queryKey: ["tests", botId],
    queryFn: async () => {
      const path = { bot_id: botId };
      return (await data(api.GET("/api/v1/bots/{bot_id}/tests", { params: { path } }))).items;
    },
  });
}

export interface TestRun {
  /** How many tests there are; null while that is not known. */
  readonly total: number | null;
  /** How the last run went; null where there is none yet. */
  readonly results: TestResults | null;
  readonly running: boolean;
  readonly error: unknown;
  /** Run all of them once more. */
  readonly again: () => void;
}

/**
 * How a bot's tests go: they are run when first asked for, and again whenever a test or the saved
 * draft (or, for `live`, the published version) changes. For the pages of a bot.
 */
export function useTestRun(botId: number, on: Subject = "draft"): TestRun {
  const { form } = useForm(on);
  const tests = useQuery(testsQuery(botId));
  const total = tests.data?.length ?? null;
  const run = useQuery({
    queryKey: ["tests", botId, "run", on, form, stampOf(tests.data ?? [])],
    queryFn: () =>
      data(
        api.POST("/api/v1/bots/{bot_id}/tests/run", {
          params: { path: { bot_id: botId } },
          body: { on },
        }),
      ),
    enabled: total !== null && total > 0,
    staleTime: Infinity,
    // Settings that count, such as the threshold, may have changed meanwhile.
    refetchOnMount: "always",
    placeholderData: keepPreviousData,
  });
  return {
    total,
    results: total === 0 ? null : (run.data ?? null),
    running: run.isFetching,
    error: tests.error ?? run.error,
    again: () => void (tests.error ? tests.refetch() : run.refetch()),
  };
}

function stampOf(tests: readonly ConversationTest[]): string {
  return tests.map((one) => `${one.id} ${one.updated_at}`).join();
}
