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
import type { OutlineRow } from "@/flow/graph";
import { type State, readState } from "@/flow/states";
import { useTexts } from "@/ui";
import { useFindingsByState, worstOf } from "../findings";
import { useDoc } from "../store/context";
import classes from "./StateTree.module.css";
import type { VisibleRow } from "./rows";
import { LIST_TEXTS } from "./texts";

const INDENT = 18;
const DEEPEST = 8;
const KINDS = {
  text: IconMessage,
  interactive: IconPointer,
  choice: IconListDetails,
  media: IconPhoto,
};

interface TreeRowProps {
  id: string;
  visible: VisibleRow;
  top: number;
  active: boolean;
  selected: boolean;
  onSelect: () => void;
  onToggle: () => void;
}

/** One row of the tree: the state, what leads to it, and its first words. */
export function TreeRow({ id, visible, top, active, selected, onSelect, onToggle }: TreeRowProps) {
  const { row, expanded } = visible;
  const raw = useDoc().flows.get(row.name);
  const state = raw === undefined ? null : readState(raw);
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
        {expanded !== null && <Toggle name={row.name} expanded={expanded} onToggle={onToggle} />}
      </span>
      <Sign kind={row.kind} state={state} />
      <Words row={row} state={state} />
      <Marks row={row} />
    </div>
  );
}

function Sign({ kind, state }: { kind: OutlineRow["kind"]; state: State | null }) {
  const look = { size: 16, stroke: 1.7, className: classes.sign ?? "", "aria-hidden": true };
  if (kind === "intent") return <IconBolt {...look} />;
  if (kind === "reference") return <IconCornerUpLeft {...look} />;
  if (state === null) return <IconQuestionMark {...look} />;
  const Kind = KINDS[state.kind];
  return <Kind {...look} />;
}

interface ToggleProps {
  name: string;
  expanded: boolean;
  onToggle: () => void;
}

function Toggle({ name, expanded, onToggle }: ToggleProps) {
  const t = useTexts(LIST_TEXTS);
  return (
    <ActionIcon
      size="sm"
      variant="subtle"
      color="gray"
      tabIndex={-1}
      aria-label={expanded ? t.collapse(name) : t.expand(name)}
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
    >
      {expanded ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
    </ActionIcon>
  );
}

function Words({ row, state }: { row: OutlineRow; state: State | null }) {
  const t = useTexts(LIST_TEXTS);
  const via = row.via === null ? "" : `${t.via[row.via.kind]} ${row.via.label}`.trim();
  const notes: Partial<Record<OutlineRow["kind"], string>> = {
    reference: t.reference,
    missing: t.missing,
  };
  return (
    <span className={classes.words}>
      <span className={classes.name}>
        {via !== "" && <span className={classes.via}>{via} </span>}
        {row.name}
      </span>
      <span className={classes.line}>
        {notes[row.kind] ?? state?.lines[0] ?? state?.fallback[0]?.[0]}
      </span>
    </span>
  );
}

function Marks({ row }: { row: OutlineRow }) {
  const t = useTexts(LIST_TEXTS);
  const findings = useFindingsByState().get(row.name) ?? [];
  const worst = worstOf(findings);
  return (
    <>
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
          aria-label={findings[0]?.message}
          color={`var(--mantine-color-${worst === "error" ? "red" : "orange"}-6)`}
        />
      )}
    </>
  );
}
