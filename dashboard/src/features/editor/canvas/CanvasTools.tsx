import { ActionIcon, Paper, Tooltip } from "@mantine/core";
import {
  type Icon,
  IconDoorExit,
  IconLayoutGrid,
  IconMaximize,
  IconMessagePlus,
  IconMinus,
  IconPlus,
  IconSearch,
} from "@tabler/icons-react";
import { useTexts } from "@/ui";
import { useEditing } from "../store/context";
import { ACTION_TEXTS } from "./actionTexts";
import classes from "./Overlay.module.css";
import type { Commands } from "./useCommands";
import type { View } from "./useView";

interface CanvasToolsProps {
  view: View;
  commands: Commands;
  onAdd: () => void;
  onSearch: () => void;
  /** Whether cards say how many people stopped there. */
  dropOuts: boolean;
  onDropOuts: (shown: boolean) => void;
}

/** What can be done on the canvas with one click. */
export function CanvasTools({
  view,
  commands,
  onAdd,
  onSearch,
  dropOuts,
  onDropOuts,
}: CanvasToolsProps) {
  const t = useTexts(ACTION_TEXTS);
  const { readOnly } = useEditing();
  return (
    <Paper
      withBorder
      shadow="sm"
      role="toolbar"
      aria-label={t.tools}
      className={`${classes.tools ?? ""} nokey`}
      tabIndex={-1}
      data-canvas-end
    >
      {!readOnly && <Tool icon={IconMessagePlus} label={t.add} onClick={onAdd} filled />}
      <Tool icon={IconSearch} label={t.find} onClick={onSearch} />
      <Tool icon={IconMinus} label={t.zoomOut} onClick={() => view.zoom(-1)} />
      <Tool icon={IconPlus} label={t.zoomIn} onClick={() => view.zoom(1)} />
      <Tool icon={IconMaximize} label={t.fit} onClick={() => view.fit()} />
      {!readOnly && <Tool icon={IconLayoutGrid} label={t.tidy} onClick={() => commands.tidy()} />}
      <Tool
        icon={IconDoorExit}
        label={t.dropOuts}
        pressed={dropOuts}
        onClick={() => onDropOuts(!dropOuts)}
      />
    </Paper>
  );
}

interface ToolProps {
  icon: Icon;
  label: string;
  onClick: () => void;
  filled?: boolean;
  /** For what is switched on and off. */
  pressed?: boolean;
}

function Tool({ icon: Sign, label, onClick, filled = false, pressed }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        size="lg"
        variant={filled ? "filled" : pressed ? "light" : "subtle"}
        {...(!filled && !pressed && { color: "gray" })}
        aria-label={label}
        aria-pressed={pressed}
        onClick={onClick}
      >
        <Sign size={20} stroke={1.8} />
      </ActionIcon>
    </Tooltip>
  );
}
