import { type Schema, api, data } from "@/api";

export type Which = Omit<Schema<"ToResend">, "dry_run" | "limit" | "cursor">;

interface Progress {
  /** How many so far. */
  count: number;
  /** Whether there are more to look at. */
  more: boolean;
}

/** Send many again, or only count them, piece by piece until there are no more or it is stopped. */
export async function replay(
  which: Which,
  options: { dryRun: boolean; signal: AbortSignal; onProgress?: (progress: Progress) => void },
): Promise<number> {
  let count = 0;
  let cursor: string | null = null;
  do {
    const { resent, next_cursor }: Schema<"Resent"> = await data(
      api.POST("/api/v1/deliveries/resend", {
        body: { ...which, dry_run: options.dryRun, limit: options.dryRun ? 10_000 : 1_000, cursor },
        signal: options.signal,
      }),
    );
    count += resent;
    cursor = next_cursor;
    options.onProgress?.({ count, more: cursor !== null });
  } while (cursor !== null && !options.signal.aborted);
  return count;
}
