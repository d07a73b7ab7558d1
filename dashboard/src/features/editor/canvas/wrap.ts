/** How many lines a text takes on a card, without drawing it first. */

const FONT_SIZE = 14;
/** What a chip needs beside its letters. */
const CHIP = 6;

let context: CanvasRenderingContext2D | null | undefined;
const widths = new Map<string, number>();
const MOST_WIDTHS = 20_000;

function widthOf(word: string): number {
  const known = widths.get(word);
  if (known !== undefined) return known;
  if (context === undefined) {
    context = document.createElement("canvas").getContext("2d");
    if (context) context.font = `${FONT_SIZE}px ${getComputedStyle(document.body).fontFamily}`;
  }
  const letters = context ? context.measureText(word).width : word.length * FONT_SIZE * 0.55;
  const width = letters + (word.includes("{{") || word.startsWith("@") ? CHIP : 0);
  if (widths.size >= MOST_WIDTHS) widths.clear();
  widths.set(word, width);
  return width;
}

/** How many lines these lines take in a width, at most so many. */
export function wrappedLines(lines: readonly string[], width: number, most: number): number {
  let count = 0;
  const space = widthOf(" ");
  for (const line of lines) {
    count += 1;
    let used = 0;
    for (const word of line.split(" ")) {
      const needed = widthOf(word);
      if (used > 0 && used + needed > width) {
        count += 1;
        used = 0;
      }
      if (needed > width) count += Math.ceil(needed / width) - 1;
      used = (used + needed) % width;
      used += space;
      if (count >= most) return most;
    }
  }
  return Math.min(count, most);
}
