/** When a delivery is tried again: as usual, never, or after pauses of one's own. */
export interface Schedule {
  kind: "usual" | "once" | "own";
  /** The pauses as they are typed, such as "5s, 5m, 2h". */
  text: string;
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** A schedule as it is edited. */
export function writtenSchedule(pauses: readonly number[] | null): Schedule {
  if (pauses === null) return { kind: "usual", text: "" };
  if (pauses.length === 0) return { kind: "once", text: "" };
  return { kind: "own", text: pauses.map(spanText).join(", ") };
}

/** The pauses in seconds; `null` for the usual ones, `undefined` where they can't be read. */
export function pausesOf({ kind, text }: Schedule): number[] | null | undefined {
  if (kind === "usual") return null;
  if (kind === "once") return [];
  const parts = text.split(/[\s,;]+/).filter((part) => part !== "");
  const pauses = parts.map(secondsOf);
  return pauses.length > 0 && pauses.every((pause) => pause !== undefined) ? pauses : undefined;
}

/** 90 as "90s", 300 as "5m". */
export function spanText(seconds: number): string {
  const [unit, size] = Object.entries(UNITS).findLast(([, size]) => seconds % size === 0) ?? [];
  return unit === undefined || size === undefined ? `${seconds}s` : `${seconds / size}${unit}`;
}

function secondsOf(span: string): number | undefined {
  const [, number, unit = "s"] = /^(\d+(?:\.\d+)?)([smhd])?$/i.exec(span) ?? [];
  const size = UNITS[unit.toLowerCase()];
  return number === undefined || size === undefined ? undefined : Number(number) * size;
}
