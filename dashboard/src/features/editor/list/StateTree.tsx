import { type Range, defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useId, useState } from "react";
import { useTexts } from "@/ui";
import { useFindingsByState } from "../findings";
import { useDoc } from "../store/context";
import classes from "./StateTree.module.css";
import { TreeRow } from "./TreeRow";
import type { VisibleRow } from "./rows";
import { LIST_TEXTS } from "./texts";
import { useTreeKeys } from "./useTreeKeys";

const ROW = 52;

interface StateTreeProps {
  rows: readonly VisibleRow[];
  selected: string | null;
  /** What has the focus and the keys. */
  tree: RefObject<HTMLDivElement | null>;
  onSelect: (name: string) => void;
  /** Open or close the rows below one. */
  onToggle: (id: string) => void;
  /** Undefined for those who may not. */
  onRemove: ((name: string) => void) | undefined;
}

/** The rows as a tree for eyes, keys and screen readers; only what is in sight is drawn. */
export function StateTree({ rows, selected, tree, onSelect, onToggle, onRemove }: StateTreeProps) {
  const t = useTexts(LIST_TEXTS);
  const id = useId();
  const { flows } = useDoc();
  const findings = useFindingsByState();
  const [active, setActive] = useState<string | null>(null);
  const here = Math.max(
    0,
    rows.findIndex(({ row }) => row.id === active),
  );
  // eslint-disable-next-line react-hooks/incompatible-library -- it draws its rows itself
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => tree.current,
    estimateSize: () => ROW,
    overscan: 12,
    // The row that the keys are on is there for screen readers, wherever it is.
    rangeExtractor: useCallback((range: Range) => withRow(range, here), [here]),
  });
  const go = (index: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setActive(rows[next]?.row.id ?? null);
    virtual.scrollToIndex(next, { align: "auto" });
  };
  const [seen, setSeen] = useState<string | null>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  if (selected !== seen) {
    setSeen(selected);
    setWanted(selected);
  }
  const place = wanted === null ? -1 : rows.findIndex(({ row }) => isHome(row, wanted));
  useEffect(() => {
    // A state that was just made is not among the rows yet.
    if (place < 0) return;
    setWanted(null);
    go(place);
    // Going there is all that is to be done, once.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [place]);
  const choose = (index: number) => {
    const row = rows[index]?.row;
    if (row === undefined) return;
    setActive(row.id);
    setSeen(row.name);
    setWanted(row.kind === "reference" ? row.name : null);
    onSelect(row.name);
  };
  const keys = useTreeKeys({ rows, here, go, choose, toggle: onToggle, remove: onRemove });
  return (
    <div
      ref={tree}
      className={classes.scroller}
      role="tree"
      tabIndex={0}
      aria-label={t.tree}
      aria-activedescendant={`${id}-${here}`}
      onKeyDown={keys}
    >
      <div style={{ height: virtual.getTotalSize(), position: "relative" }} role="presentation">
        {virtual.getVirtualItems().map(({ index, start }) => {
          const visible = rows[index];
          if (visible === undefined) return null;
          const { row } = visible;
          return (
            <TreeRow
              key={row.id}
              id={`${id}-${index}`}
              visible={visible}
              raw={flows.get(row.name)}
              findings={findings.get(row.name)}
              top={start}
              active={index === here}
              selected={row.name === selected}
              onSelect={() => choose(index)}
              onToggle={() => onToggle(row.id)}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Whether a row is the place of a state, not only a way to it. */
function isHome(row: VisibleRow["row"], name: string): boolean {
  return row.name === name && row.kind !== "reference";
}

function withRow(range: Range, index: number): number[] {
  const drawn = defaultRangeExtractor(range);
  return drawn.includes(index) || index >= range.count ? drawn : [index, ...drawn];
}
