import { type BotDoc, parseDoc, writeDoc } from "@/flow/document";

/** What could not be saved yet, and what it was made from. */
export interface Unsaved {
  readonly base: BotDoc;
  readonly mine: BotDoc;
}

/** Keeps in the browser what the server does not have yet. */
export interface Backup {
  read(): Unsaved | null;
  write(unsaved: Unsaved): void;
  clear(): void;
}

/** A backup in the browser's own storage; a full or forbidden storage is no reason to stop. */
export function localBackup(botId: number, storage: Storage = localStorage): Backup {
  const key = `kauli-draft-${botId}`;
  return {
    read() {
      try {
        const kept: unknown = JSON.parse(storage.getItem(key) ?? "null");
        if (!isPair(kept)) return null;
        return { base: parseDoc(kept[0]), mine: parseDoc(kept[1]) };
      } catch {
        return null;
      }
    },
    write({ base, mine }) {
      try {
        storage.setItem(key, JSON.stringify([writeDoc(base), writeDoc(mine)]));
      } catch {
        // Leaving the page is asked about all the same.
      }
    },
    clear() {
      try {
        storage.removeItem(key);
      } catch {
        // As above.
      }
    },
  };
}

function isPair(value: unknown): value is [string, string] {
  return (
    Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === "string")
  );
}
