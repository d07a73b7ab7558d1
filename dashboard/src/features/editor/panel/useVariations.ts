import { useState } from "react";
import type { Lines } from "@/flow/states";

/** Lines as one text, and back. */
export function joined(lines: Lines): string {
  return lines.join("\n");
}

export function split(text: string): Lines {
  return text === "" ? [] : text.split("\n");
}

function key(variations: readonly Lines[]): string {
  return JSON.stringify(variations);
}

/** What the document would hold of the texts: a text without words says nothing. */
function written(texts: readonly string[]): readonly Lines[] {
  return texts.map(split).filter((lines) => lines.length > 0);
}

/**
 * Texts being typed for variations of a message. An empty one is no part of the document, but
 * stays on the screen; what the document says anew from elsewhere comes in.
 */
export function useVariations(
  variations: readonly Lines[],
  save: (variations: readonly Lines[]) => void,
): [texts: readonly string[], change: (texts: readonly string[]) => void] {
  const [texts, setTexts] = useState<readonly string[]>(() => shown(variations));
  const [seen, setSeen] = useState(() => key(variations));
  const now = key(variations);
  if (now !== seen) {
    setSeen(now);
    if (key(written(texts)) !== now) setTexts(shown(variations));
  }
  const change = (next: readonly string[]) => {
    setTexts(next);
    if (key(written(next)) !== now) save(written(next));
  };
  return [texts, change];
}

function shown(variations: readonly Lines[]): readonly string[] {
  return variations.length === 0 ? [""] : variations.map(joined);
}
