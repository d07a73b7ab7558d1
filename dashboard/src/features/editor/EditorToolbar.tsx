import { ActionIcon, SegmentedControl, Text, Tooltip } from "@mantine/core";
import { IconArrowBackUp, IconArrowForwardUp } from "@tabler/icons-react";
import { ApiError } from "@/api";
import { canRedo, canUndo } from "@/flow/history";
import { useTexts } from "@/ui";
import classes from "./EditorPage.module.css";
import { FindingsButton } from "./FindingsButton";
import { useEditing, useEditorState } from "./store/context";
import { TEXTS } from "./texts";
import { TOOLBAR_TEXTS } from "./toolbarTexts";

export type View = "canvas" | "list" | "code";
const VIEWS: readonly View[] = ["canvas", "list", "code"];

interface EditorToolbarProps {
  view: View;
  onView: (view: View) => void;
}

/** Over every view: which view, undo and redo, what the checker says, whether it is saved. */
export function EditorToolbar({ view, onView }: EditorToolbarProps) {
  const t = useTexts(TOOLBAR_TEXTS);
  const { store, readOnly } = useEditing();
  const history = useEditorState((state) => state.history);
  return (
    <div className={classes.bar} role="toolbar" aria-label={t.title}>
      <SegmentedControl
        size="xs"
        aria-label={t.view}
        value={view}
        onChange={(value) => onView(VIEWS.find((one) => one === value) ?? "canvas")}
        data={VIEWS.map((one) => ({ value: one, label: t[one] }))}
      />
      {!readOnly && (
        <>
          <Tooltip label={t.undo}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t.undo}
              disabled={!canUndo(history)}
              onClick={() => store.undo()}
            >
              <IconArrowBackUp size={20} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t.redo}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t.redo}
              disabled={!canRedo(history)}
              onClick={() => store.redo()}
            >
              <IconArrowForwardUp size={20} />
            </ActionIcon>
          </Tooltip>
        </>
      )}
      <SavingState />
      <div className={classes.grow} />
      <FindingsButton />
      <div id="editor-actions" />
    </div>
  );
}

function SavingState() {
  const t = useTexts(TEXTS);
  const { readOnly } = useEditing();
  const saving = useEditorState((state) => state.saving);
  const error = useEditorState((state) => state.error);
  const signedOut = saving === "offline" && error instanceof ApiError && error.status === 401;
  const worried = saving === "offline" || saving === "refused" || saving === "gone";
  return (
    <Text size="xs" c={worried ? "red" : "dimmed"} role="status" data-saving={saving}>
      {readOnly ? t.readOnly : signedOut ? t.signedOut : t.saving[saving]}
    </Text>
  );
}
