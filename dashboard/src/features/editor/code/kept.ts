import { type SourceFormat, parseDoc, writeDoc } from "@/flow/document";
import { type CodeSession, startSession, typed } from "./session";

const FORMAT = "kauli-code-format";

/** The format that was chosen last. */
export function keptFormat(): SourceFormat {
  return read(localStorage, FORMAT) === "json" ? "json" : "yaml";
}

export function keepFormat(format: SourceFormat): void {
  write(localStorage, FORMAT, format);
}

/** Keep what could not be taken over yet, for the next time that the code is shown. */
export function keepText(botId: number, session: CodeSession | null): void {
  const { format, text, base } = session ?? {};
  const kept = base && JSON.stringify([format, text, writeDoc(base)]);
  write(sessionStorage, key(botId), kept ?? null);
}

/** What was typed before and could not be taken over; null for nothing. */
export function keptText(botId: number): CodeSession | null {
  try {
    const kept: unknown = JSON.parse(read(sessionStorage, key(botId)) ?? "null");
    if (!isTexts(kept)) return null;
    const [format, text, base] = kept;
    return typed(startSession(parseDoc(base), format === "json" ? "json" : "yaml"), text);
  } catch {
    return null;
  }
}

function key(botId: number): string {
  return `kauli-code-${botId}`;
}

function isTexts(value: unknown): value is [string, string, string] {
  return (
    Array.isArray(value) && value.length === 3 && value.every((one) => typeof one === "string")
  );
}

function read(storage: Storage, name: string): string | null {
  try {
    return storage.getItem(name);
  } catch {
    return null;
  }
}

/** A full or forbidden storage is no reason to stop. */
function write(storage: Storage, name: string, value: string | null): void {
  try {
    if (value === null) storage.removeItem(name);
    else storage.setItem(name, value);
  } catch {
    // What is typed stays on the page all the same.
  }
}
