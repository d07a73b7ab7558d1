import type { BotDoc } from "@/flow/document";
import { type OutlineRow, search } from "@/flow/graph";

/** A row that is shown, and whether those below it are. */
export interface VisibleRow {
  readonly row: OutlineRow;
  /** Null where there is nothing below. */
  readonly expanded: boolean | null;
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
  if (query.trim() !== "") {
    const found = new Set(search(doc, query).map(({ name }) => name));
    return rows
      .filter((row) => row.kind !== "reference" && found.has(row.name))
      .map((row) => ({ row, expanded: null }));
  }
  const visible: VisibleRow[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index];
    if (row === undefined) break;
    const closed = collapsed.has(row.id);
    visible.push({ row, expanded: row.size === 0 ? null : !closed });
    if (closed) index += row.size;
  }
  return visible;
}
