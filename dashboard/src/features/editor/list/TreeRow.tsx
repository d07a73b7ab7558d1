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
import type { Json } from "@/flow/document";
import type { OutlineRow } from "@/flow/graph";
import { type State, readState } from "@/flow/states";
import { useTexts } from "@/ui";
import { type Finding, worstOf } from "../findings";
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
  /** The state of that name, if there is one. */
  raw: Json | undefined;
  findings: readonly Finding[] | undefined;
  top: number;
  active: boolean;
  selected: boolean;
  onSelect: () => void;
  onToggle: () => void;
}

/** One row of the tree: the state, what leads to it, and its first words. */
export function TreeRow({ id, visible, raw, findings, ...props }: TreeRowProps) {
  const { row, expanded, depth, level, position, siblings } = visible;
  const state = raw === undefined ? null : readState(raw);
  return (
    // The tree has the focus and the keys.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="treeitem"
      aria-level={depth + 1}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-selected={props.selected}
      aria-labelledby={`${id}-words ${id}-marks`}
      {...(expanded !== null && { "aria-expanded": expanded })}
      className={classes.row}
      data-active={props.active}
      data-kind={row.kind}
      style={{
        transform: `translateY(${props.top}px)`,
        paddingInlineStart: Math.min(level, DEEPEST) * INDENT + 4,
      }}
      onClick={props.onSelect}
    >
      <span className={classes.toggle}>
        {expanded !== null && (
          <Toggle name={row.name} expanded={expanded} onToggle={props.onToggle} />
        )}
      </span>
      <Sign kind={row.kind} state={state} />
      <Words id={`${id}-words`} row={row} state={state} />
      <Marks id={`${id}-marks`} row={row} findings={findings ?? NONE} />
    </div>
  );
}

const NONE: readonly Finding[] = [];

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

function Words({ id, row, state }: { id: string; row: OutlineRow; state: State | null }) {
  const t = useTexts(LIST_TEXTS);
  const via = row.via === null ? "" : `${t.via[row.via.kind]} ${row.via.label}`.trim();
  const notes: Partial<Record<OutlineRow["kind"], string>> = {
    reference: t.reference,
    missing: t.missing,
  };
  const first = state?.lines[0] ?? state?.fallback[0]?.[0];
  const about = notes[row.kind] ?? (state === null ? t.stateless : first);
  return (
    <span id={id} className={classes.words}>
      <span className={classes.name}>
        {via !== "" && <span className={classes.via}>{via} </span>}
        {row.name}
      </span>
      <span className={classes.line}>{about}</span>
    </span>
  );
}

interface MarksProps {
  id: string;
  row: OutlineRow;
  findings: readonly Finding[];
}

function Marks({ id, row, findings }: MarksProps) {
  const t = useTexts(LIST_TEXTS);
  const worst = worstOf(findings);
  const said = findings.find(({ severity }) => severity === worst)?.message;
  return (
    <span id={id} className={classes.marks}>
      {row.kind === "intent" && (
        <Badge size="xs" variant="light">
          {t.intent}
        </Badge>
      )}
      {row.kind === "loose" && (
        <Badge size="xs" variant="default">
          {t.loose}
        </Badge>
      )}
      {worst !== undefined && worst !== "hint" && (
        <IconAlertTriangle
          size={16}
          role="img"
          aria-label={said ?? ""}
          color={`var(--mantine-color-${worst === "error" ? "red" : "orange"}-6)`}
        >
          <title>{said}</title>
        </IconAlertTriangle>
      )}
    </span>
  );
}
