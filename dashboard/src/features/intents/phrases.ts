/** What can be pasted or read from a file: phrases a line each, or a table with a column of them. */

/** How phrases are compared: case and space around them make no difference. */
export function folded(phrase: string): string {
  return phrase.trim().toLowerCase();
}

/** One phrase a line, without the empty ones. */
export function linesIn(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** The cells of a table, its quotes undone; null where the text is none. */
export function tableIn(text: string): string[][] | null {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const separator = ["\t", ";", ","].find((mark) => first.includes(mark));
  if (separator === undefined) return null;
  const rows = cellsIn(text, separator).filter((row) => row.some((cell) => cell.trim() !== ""));
  const width = rows[0]?.length ?? 0;
  return width > 1 && rows.length > 1 && rows.every((row) => row.length === width) ? rows : null;
}

/** A column of a table as phrases; its head is left out where it is one. */
export function columnOf(
  table: readonly (readonly string[])[],
  column: number,
  head: boolean,
): string[] {
  return table
    .slice(head ? 1 : 0)
    .map((row) => (row[column] ?? "").trim())
    .filter((cell) => cell !== "");
}

function cellsIn(text: string, separator: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const end = () => {
    rows.at(-1)?.push(cell);
    cell = "";
  };
  for (let at = 0; at < text.length; at += 1) {
    const mark = text.charAt(at);
    if (quoted) {
      if (mark !== '"') cell += mark;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (mark === '"' && cell === "") quoted = true;
    else if (mark === separator) end();
    else if (mark === "\n") {
      end();
      rows.push([]);
    } else if (mark !== "\r") cell += mark;
  }
  end();
  return rows;
}

/** What adding phrases to an intent would come to. */
export interface Sorted {
  /** Those that it does not have yet, each once. */
  fresh: string[];
  /** Those that it has already, or that were given twice. */
  held: string[];
  /** Those that are fresh here, but stand with another intent: the bot can't tell which is meant. */
  elsewhere: { phrase: string; intent: string }[];
}

/** Sort phrases by what they would do; `owners` says which intents have a phrase. */
export function sortPhrases(
  given: readonly string[],
  intent: string,
  owners: ReadonlyMap<string, readonly string[]>,
): Sorted {
  const seen = new Set<string>();
  const sorted: Sorted = { fresh: [], held: [], elsewhere: [] };
  for (const phrase of given) {
    const key = folded(phrase);
    if (key === "") continue;
    const of = owners.get(key) ?? [];
    if (seen.has(key) || of.includes(intent)) sorted.held.push(phrase);
    else {
      sorted.fresh.push(phrase);
      const other = of.find((name) => name !== intent);
      if (other !== undefined) sorted.elsewhere.push({ phrase, intent: other });
    }
    seen.add(key);
  }
  return sorted;
}

/** Which intents have a phrase, by the folded phrase. */
export function ownersOf(
  intents: Iterable<readonly [string, readonly string[]]>,
): ReadonlyMap<string, readonly string[]> {
  const owners = new Map<string, string[]>();
  for (const [intent, phrases] of intents)
    for (const phrase of phrases) {
      const key = folded(phrase);
      const names = owners.get(key);
      if (names === undefined) owners.set(key, [intent]);
      else if (!names.includes(intent)) names.push(intent);
    }
  return owners;
}
