import { createContext, use } from "react";

/** What cards and lines ask of the canvas around them; always the same object. */
export interface Linking {
  /** Ask where a way out shall lead. */
  readonly pickFor: (nodeId: string, handleId: string, from: Element) => void;
  /** Let what a line stands for lead to the end. */
  readonly unlink: (edgeId: string) => void;
}

export const LinkingContext = createContext<Linking>({
  pickFor: () => undefined,
  unlink: () => undefined,
});

export function useLinking(): Linking {
  return use(LinkingContext);
}
