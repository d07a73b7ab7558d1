import { ApiError } from "@/api";
import type { BotFile } from "../exports";

/** The longest file that is read at all; characters. The server has a bound of its own. */
const LONGEST = 16_000_000;
const MOST_FILES = 3;

export type FileFault = "too_many" | "too_large" | "not_text";

/** The files' texts, or why they are none of a bot. */
export async function readFiles(chosen: readonly File[]): Promise<BotFile[] | FileFault> {
  if (chosen.length > MOST_FILES) return "too_many";
  if (chosen.some(({ size }) => size > LONGEST)) return "too_large";
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    return await Promise.all(
      chosen.map(async (file) => ({
        name: file.name,
        text: decoder.decode(await file.arrayBuffer()),
      })),
    );
  } catch {
    return "not_text";
  }
}

export interface FaultyLine {
  file: string;
  number: number;
  /** The line itself and the one before it, as far as there are such. */
  lines: { number: number; text: string }[];
}

/** The line that an error is about, if it names one. */
export function faultyLine(error: unknown, files: readonly BotFile[]): FaultyLine | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const where = error.problems[0]?.where ?? [];
  const [kind, name, line, digits] = where;
  if (kind !== "file" || line !== "line") return undefined;
  const file = files.find((one) => one.name === name) ?? files[0];
  const number = Number(digits);
  if (file === undefined || !Number.isInteger(number)) return undefined;
  const all = file.text.split(/\r\n|\r|\n/);
  const lines = [number - 1, number]
    .filter((one) => one >= 1 && one <= all.length)
    .map((one) => ({ number: one, text: (all[one - 1] ?? "").slice(0, 200) }));
  return { file: file.name, number, lines };
}

/** A bot's name from its file, where the file says none. */
export function nameFrom(files: readonly BotFile[]): string {
  return (files[0]?.name ?? "").replace(/\.(json|ya?ml)$/i, "");
}
