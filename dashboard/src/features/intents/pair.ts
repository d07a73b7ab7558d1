import type { Schema } from "@/api";

type Finding = Pick<Schema<"FindingOut">, "code" | "message">;

/** Two intents that are taken for each other. */
export interface Pair {
  intents: readonly [string, string];
  percent: string;
  /** Some of the phrases that go astray. */
  phrases: readonly string[];
}

/** The two intents that a finding is about; null where it is about something else. */
export function readPair({ code, message }: Finding): Pair | null {
  if (code !== "confusable_intents") return null;
  const [, first, second, percent, rest = ""] =
    /^“(.+?)” and “(.+?)” are taken for each other \((\d+) %[^)]*\): (.*)$/s.exec(message) ?? [];
  if (first === undefined || second === undefined || percent === undefined) return null;
  const phrases = [...rest.matchAll(/“([^”]*)”/g)].map(([, phrase = ""]) => phrase);
  return { intents: [first, second], percent, phrases };
}
