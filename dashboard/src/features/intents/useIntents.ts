import { useMemo } from "react";
import { useDoc } from "@/features/editor";
import { phrasesOf } from "@/flow";
import { ownersOf } from "./phrases";

/** The draft's intents with their phrases, and which intents have a phrase. */
export function useIntents() {
  const { intents } = useDoc();
  return useMemo(() => {
    const phrases = new Map<string, readonly string[]>();
    for (const [name, written] of intents) phrases.set(name, phrasesOf(written));
    return { phrases, owners: ownersOf(phrases) };
  }, [intents]);
}
