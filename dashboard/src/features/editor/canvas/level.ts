import { createContext, use } from "react";

/** How much is drawn: everything; boxes with names; all at once as nothing but boxes. */
export type Level = "near" | "far" | "dots";

export const LevelContext = createContext<Level>("near");

export function levelOf(zoom: number): Level {
  if (zoom >= 0.45) return "near";
  return zoom >= 0.22 ? "far" : "dots";
}

export function useLevel(): Level {
  return use(LevelContext);
}
