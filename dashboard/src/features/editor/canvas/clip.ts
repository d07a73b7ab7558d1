import { JsonNumber, JsonObject, isList, isObject, parse, write } from "@/flow/document";
import { type Clip, clipText, readClip } from "@/flow/operations";
import type { Point } from "@/flow/layout";

/** States on the clipboard, and how they lay to each other. */
export interface PlacedClip {
  readonly clip: Clip;
  readonly places: ReadonlyMap<string, Point>;
}

/** States as text for the clipboard; whoever knows nothing of places finds the states all the same. */
export function placedClipText({ clip, places }: PlacedClip): string {
  const value = parse(clipText(clip));
  if (!isObject(value)) return clipText(clip);
  const written = [...places].map(
    ([name, { x, y }]) => [name, [numberOf(x), numberOf(y)]] as const,
  );
  return write(value.set("places", JsonObject.of(written)));
}

/** The states in a text from the clipboard; null for any other text. */
export function readPlacedClip(text: string): PlacedClip | null {
  const clip = readClip(text);
  if (clip === null) return null;
  const value = parse(text);
  const written = isObject(value) ? value.get("places") : undefined;
  const places = new Map<string, Point>();
  if (isObject(written)) {
    for (const [name, place] of written) {
      const [x, y] = isList(place) ? place : [];
      if (x instanceof JsonNumber && y instanceof JsonNumber) {
        places.set(name, { x: x.value, y: y.value });
      }
    }
  }
  return { clip, places };
}

function numberOf(value: number): JsonNumber {
  return new JsonNumber(String(Math.round(value)));
}
