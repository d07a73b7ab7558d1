import type { BotDoc } from "@/flow/document";
import { type OutlineRow, search } from "@/flow/graph";

/** A row that is shown, and whether those below it are. */
export interface VisibleRow {
  readonly row: OutlineRow;
  /** Null where there is nothing below. */
  readonly expanded: boolean | null;
  /** How many rows lead here, and how far to indent it; nothing among what was found. */
  readonly depth: number;
  readonly level: number;
  /** Which of how many rows below the same one, from 1. */
  readonly position: number;
  readonly siblings: number;
}

/**
 * What is to be seen of the tree: without what lies in closed rows, or, while something is looked
 * for, only where it was found.
 */
export function visibleRows(
  doc: BotDoc,
  rows: readonly OutlineRow[],
  collapsed: ReadonlySet<string>,
  query: string,
): readonly VisibleRow[] {
  if (query.trim() !== "") return foundRows(doc, rows, query);
  const family = families(rows);
  const visible: VisibleRow[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index];
    if (row === undefined) break;
    const closed = collapsed.has(row.id);
    const { depth, level, size } = row;
    const [position, group] = family[index] ?? [1, { count: 1 }];
    visible.push({
      row,
      expanded: size === 0 ? null : !closed,
      depth,
      level,
      position,
      siblings: group.count,
    });
    if (closed) index += size;
  }
  return visible;
}

/** What was found, as a plain list. */
function foundRows(doc: BotDoc, rows: readonly OutlineRow[], query: string): readonly VisibleRow[] {
  const found = new Set(search(doc, query).map(({ name }) => name));
  const shown = rows.filter(({ kind, name }) => kind !== "reference" && found.has(name));
  return shown.map((row, index) => ({
    row,
    expanded: null,
    depth: 0,
    level: 0,
    position: index + 1,
    siblings: shown.length,
  }));
}

interface Group {
  count: number;
}

/** The place of each row among those below the same one. */
function families(rows: readonly OutlineRow[]): readonly (readonly [number, Group])[] {
  const open: Group[] = [];
  return rows.map(({ depth }) => {
    open.length = Math.min(open.length, depth + 1);
    const group = (open[depth] ??= { count: 0 });
    group.count += 1;
    return [group.count, group] as const;
  });
}

/** The closed rows, but for those in which a state would stay hidden. */
export function revealing(
  rows: readonly OutlineRow[],
  collapsed: ReadonlySet<string>,
  name: string,
): ReadonlySet<string> {
  if (collapsed.size === 0) return collapsed;
  const place = rows.findIndex((row) => row.name === name && row.kind !== "reference");
  const opened = new Set(collapsed);
  for (let index = 0; index < place; index += 1) {
    const row = rows[index];
    if (row !== undefined && index + row.size >= place) opened.delete(row.id);
  }
  return opened.size === collapsed.size ? collapsed : opened;
}

/**
 * Where the next row is whose name begins with what was typed; from the current one on, and round
 * the end. A single letter leads on to the next one.
 */
export function typedAhead(rows: readonly VisibleRow[], here: number, typed: string): number {
  const wanted = typed.toLocaleLowerCase();
  const from = Array.from(wanted).length === 1 ? 1 : 0;
  for (let step = from; step <= rows.length; step += 1) {
    const index = (here + step) % rows.length;
    if (rows[index]?.row.name.toLocaleLowerCase().startsWith(wanted)) return index;
  }
  return here;
}
