import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTexts } from "@/ui";
import classes from "./StateTree.module.css";
import type { VisibleRow } from "./rows";
import { TreeRow } from "./TreeRow";
import { LIST_TEXTS } from "./texts";

const ROW = 52;

interface StateTreeProps {
  rows: readonly VisibleRow[];
  selected: string | null;
  onSelect: (name: string) => void;
  /** Open or close the rows below one. */
  onToggle: (id: string) => void;
}

/** The rows as a tree for eyes, keys and screen readers; only what is in sight is drawn. */
export function StateTree({ rows, selected, onSelect, onToggle }: StateTreeProps) {
  const t = useTexts(LIST_TEXTS);
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  // eslint-disable-next-line react-hooks/incompatible-library -- it draws its rows itself
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const here = Math.min(active, rows.length - 1);
  const place = rows.findIndex(({ row }) => row.name === selected && row.kind !== "reference");
  useEffect(() => {
    if (place >= 0) {
      setActive(place);
      virtual.scrollToIndex(place, { align: "auto" });
    }
    // Only a new selection moves the list.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selected]);
  const go = (index: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setActive(next);
    virtual.scrollToIndex(next, { align: "auto" });
  };
  const keys = (event: KeyboardEvent) => {
    const current = rows[here];
    if (current === undefined) return;
    const { row, expanded } = current;
    const parent = () => rows.slice(0, here).findLastIndex((one) => one.row.depth < row.depth);
    const actions: Record<string, () => void> = {
      ArrowDown: () => go(here + 1),
      ArrowUp: () => go(here - 1),
      Home: () => go(0),
      End: () => go(rows.length - 1),
      ArrowRight: () => (expanded === false ? onToggle(row.id) : go(here + 1)),
      ArrowLeft: () => (expanded === true ? onToggle(row.id) : go(Math.max(0, parent()))),
      Enter: () => onSelect(row.name),
      " ": () => onSelect(row.name),
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="tree"
      tabIndex={0}
      aria-label={t.tree}
      aria-activedescendant={`row-${here}`}
      onKeyDown={keys}
    >
      <div style={{ height: virtual.getTotalSize(), position: "relative" }} role="presentation">
        {virtual.getVirtualItems().map(({ index, start }) => {
          const visible = rows[index];
          if (visible === undefined) return null;
          return (
            <TreeRow
              key={visible.row.id}
              id={`row-${index}`}
              visible={visible}
              top={start}
              active={index === here}
              selected={visible.row.name === selected}
              onSelect={() => {
                setActive(index);
                onSelect(visible.row.name);
              }}
              onToggle={() => onToggle(visible.row.id)}
            />
          );
        })}
      </div>
    </div>
  );
}
