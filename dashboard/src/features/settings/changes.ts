import { useState } from "react";

/** What somebody is changing, beside what is saved. */
export interface Changes<T> {
  value: T;
  /** Whether it differs from what is saved. */
  dirty: boolean;
  change: (part: Partial<T>) => void;
  /** Go back to what is saved. */
  discard: () => void;
}

/** Keep what is typed until it is saved; what nobody touched follows what is saved. */
export function useChanges<T extends object>(saved: T): Changes<T> {
  const [changed, setChanged] = useState<Partial<T>>({});
  const value = { ...saved, ...changed };
  return {
    value,
    dirty: JSON.stringify(value) !== JSON.stringify(saved),
    change: (part) => setChanged((before) => ({ ...before, ...part })),
    discard: () => setChanged({}),
  };
}
