import { JsonObject, isObject, parse, write } from "../document";
import type { Clip } from "./operation";

/** States as text for the clipboard, from which they can be put into any bot. */
export function clipText(clip: Clip): string {
  return write(
    JsonObject.of([
      ["kauli", "states"],
      ["states", clip.states],
    ]),
  );
}

/** The states in a text from the clipboard; null for any other text. */
export function readClip(text: string): Clip | null {
  if (!text.trimStart().startsWith("{")) return null;
  try {
    const value = parse(text);
    if (!isObject(value) || value.get("kauli") !== "states") return null;
    const states = value.get("states");
    return isObject(states) && states.size ? { states } : null;
  } catch {
    return null;
  }
}
