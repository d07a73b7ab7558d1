import type { ReactNode } from "react";

/** Keeps the bot's draft for all of its pages. */
export function EditorProvider({ children }: { botId: number; children: ReactNode }) {
  return children;
}
