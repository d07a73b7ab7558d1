import { type UseMutationOptions, useQueryClient } from "@tanstack/react-query";
import { type Schema, api, data } from "@/api";
import { type ConversationTest, testsQuery } from "./queries";

type Step = ConversationTest["steps"][number];

/** Replace a test; the list, and with it the run, follow. */
export function useChangeTest(
  botId: number,
): UseMutationOptions<ConversationTest, Error, ConversationTest> {
  const queryClient = useQueryClient();
  return {
    mutationFn: ({ id, name, start, steps }) =>
      data(
        api.PUT("/api/v1/bots/{bot_id}/tests/{test_id}", {
          params: { path: { bot_id: botId, test_id: id } },
          body: { name, start, steps },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries(testsQuery(botId)),
  };
}

export function useDeleteTest(botId: number): UseMutationOptions<unknown, Error, string> {
  const queryClient = useQueryClient();
  return {
    mutationFn: (id) =>
      data(
        api.DELETE("/api/v1/bots/{bot_id}/tests/{test_id}", {
          params: { path: { bot_id: botId, test_id: id } },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries(testsQuery(botId)),
  };
}

/** The test with what came in place of what was expected; null where that can't be told. */
export function adopting(
  test: ConversationTest,
  place: number,
  difference: Schema<"Difference">,
): ConversationTest | null {
  const expected = adopted(difference);
  const step = test.steps[place];
  if (expected === null || step === undefined) return null;
  const changed: Step = { ...step, expect: { ...step.expect, ...expected } };
  return { ...test, steps: test.steps.with(place, changed) };
}

function adopted({ what, got }: Schema<"Difference">): Partial<Step["expect"]> | null {
  if (what === "replies" && isReplies(got)) return { replies: got };
  if (typeof got !== "string") return null;
  if (what === "state") return { state: got };
  if (what === "next_state") return { next_state: got };
  return what === "intent" ? { intent: got } : null;
}

/** Whether it is replies as tests write them: a list of lines for each. */
export function isReplies(value: unknown): value is string[][] {
  const isLines = (one: unknown) =>
    Array.isArray(one) && one.every((line) => typeof line === "string");
  return Array.isArray(value) && value.every(isLines);
}
