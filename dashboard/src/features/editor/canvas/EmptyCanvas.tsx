import { Button } from "@mantine/core";
import { IconMessagePlus } from "@tabler/icons-react";
import { EmptyState, useTexts } from "@/ui";
import { useEditing } from "../store/context";
import { ACTION_TEXTS } from "./actionTexts";
import classes from "./Overlay.module.css";

/** What is shown where there is no state yet. */
export function EmptyCanvas({ onAdd }: { onAdd: () => void }) {
  const t = useTexts(ACTION_TEXTS);
  const { readOnly } = useEditing();
  return (
    <div className={classes.empty}>
      <EmptyState
        icon={IconMessagePlus}
        title={t.emptyTitle}
        action={!readOnly && <Button onClick={onAdd}>{t.emptyAdd}</Button>}
      >
        {readOnly ? t.emptyReadOnly : t.emptyAbout}
      </EmptyState>
    </div>
  );
}
