import { ActionIcon, Badge } from "@mantine/core";
import {
  IconAlertTriangle,
  IconBolt,
  IconChevronDown,
  IconChevronRight,
  IconCornerUpLeft,
  IconListDetails,
  IconMessage,
  IconPhoto,
  IconPointer,
  IconQuestionMark,
} from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { readState } from "@/flow/states";
import { useTexts } from "@/ui";
import { useFindingsByState, worstOf } from "../findings";
import { useDoc } from "../store/context";
import classes from "./StateTree.module.css";
import type { VisibleRow } from "./rows";
import { LIST_TEXTS } from "./texts";

const ROW = 52;
const INDENT = 18;
const DEEPEST = 8;
const KINDS = {
  text: IconMessage,
  interactive: IconPointer,
  choice: IconListDetails,
  media: IconPhoto,
};

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
            <Row
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

interface RowProps {
  id: string;
  visible: VisibleRow;
  top: number;
  active: boolean;
  selected: boolean;
  onSelect: () => void;
  onToggle: () => void;
}

function Row({ id, visible, top, active, selected, onSelect, onToggle }: RowProps) {
  const t = useTexts(LIST_TEXTS);
  const { row, expanded } = visible;
  const raw = useDoc().flows.get(row.name);
  const findings = useFindingsByState().get(row.name);
  const worst = findings === undefined ? undefined : worstOf(findings);
  const state = raw === undefined ? null : readState(raw);
  const Sign =
    row.kind === "intent"
      ? IconBolt
      : row.kind === "reference"
        ? IconCornerUpLeft
        : state === null
          ? IconQuestionMark
          : KINDS[state.kind];
  const line = state?.lines[0] ?? state?.fallback[0]?.[0] ?? "";
  const via = row.via === null ? "" : `${t.via[row.via.kind]} ${row.via.label}`.trim();
  return (
    // The tree has the focus and the keys.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="treeitem"
      aria-level={row.depth + 1}
      aria-selected={selected}
      {...(expanded !== null && { "aria-expanded": expanded })}
      className={classes.row}
      data-active={active}
      data-kind={row.kind}
      style={{
        transform: `translateY(${top}px)`,
        paddingInlineStart: Math.min(row.level, DEEPEST) * INDENT + 4,
      }}
      onClick={onSelect}
    >
      <span className={classes.toggle}>
        {expanded !== null && (
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            tabIndex={-1}
            aria-label={expanded ? t.collapse(row.name) : t.expand(row.name)}
            onClick={(event) => {
              event.stopPropagation();
              onToggle();
            }}
          >
            {expanded ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
          </ActionIcon>
        )}
      </span>
      <Sign size={16} stroke={1.7} aria-hidden className={classes.sign} />
      <span className={classes.words}>
        <span className={classes.name}>
          {via !== "" && <span className={classes.via}>{via} </span>}
          {row.name}
        </span>
        <span className={classes.line}>
          {row.kind === "reference" ? t.reference : row.kind === "missing" ? t.missing : line}
        </span>
      </span>
      {row.kind === "intent" && (
        <Badge size="xs" variant="light">
          {t.intent}
        </Badge>
      )}
      {row.kind === "loose" && (
        <Badge size="xs" variant="light" color="gray">
          {t.loose}
        </Badge>
      )}
      {worst !== undefined && worst !== "hint" && (
        <IconAlertTriangle
          size={16}
          aria-label={findings?.[0]?.message ?? ""}
          color={`var(--mantine-color-${worst === "error" ? "red" : "orange"}-6)`}
        />
      )}
    </div>
  );
}
