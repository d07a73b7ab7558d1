/** A piece of a text: as it is said, or something that is filled in. */
export interface Piece {
  readonly text: string;
  readonly kind: "said" | "slot" | "variable";
}

const FILLED_IN = /(\{\{[^{}]*\}\}|(?<![\p{L}\p{N}_.@-])@[\p{L}_][\p{L}\p{N}_-]*)/u;

/** A text cut where `{{…}}` and `@…` are filled in. */
export function piecesOf(text: string): readonly Piece[] {
  if (!text.includes("{{") && !text.includes("@")) return [{ text, kind: "said" }];
  return text
    .split(FILLED_IN)
    .map((part, index): Piece => {
      // Every second part is what was split at.
      if (index % 2 === 0) return { text: part, kind: "said" };
      return part.startsWith("@")
        ? { text: part, kind: "variable" }
        : { text: part.slice(2, -2).trim(), kind: "slot" };
    })
    .filter(({ text: shown }) => shown !== "");
}
