import { ActionIcon, Paper, Text, Tooltip } from "@mantine/core";
import { IconCopy, IconCopyPlus, IconTrash, IconX } from "@tabler/icons-react";
import { useTexts } from "@/ui";
import { useEditing } from "../store/context";
import { ACTION_TEXTS } from "./actionTexts";
import classes from "./Overlay.module.css";
import type { Clipboard } from "./useClipboard";
import type { Commands } from "./useCommands";

interface ChosenBarProps {
  names: readonly string[];
  commands: Commands;
  clipboard: Clipboard;
}

/** What can be done with several states at once. */
export function ChosenBar({ names, commands, clipboard }: ChosenBarProps) {
  const t = useTexts(ACTION_TEXTS);
  const { store, readOnly } = useEditing();
  const actions = [
    { label: t.copy, sign: IconCopy, run: () => clipboard.copy(names), edits: false },
    { label: t.duplicate, sign: IconCopyPlus, run: () => commands.duplicate(names), edits: true },
    { label: t.remove, sign: IconTrash, run: () => commands.remove(names), edits: true },
    { label: t.clear, sign: IconX, run: () => store.select([]), edits: false },
  ];
  return (
    <Paper withBorder shadow="md" className={`${classes.chosen ?? ""} nokey`}>
      <Text size="sm" role="status" style={{ whiteSpace: "nowrap" }}>
        {t.selected(names.length)}
      </Text>
      {actions
        .filter(({ edits }) => !edits || !readOnly)
        .map(({ label, sign: Sign, run }) => (
          <Tooltip key={label} label={label}>
            <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={run}>
              <Sign size={18} />
            </ActionIcon>
          </Tooltip>
        ))}
    </Paper>
  );
}
