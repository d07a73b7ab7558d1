import { Button, Group, Modal, Stack, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { useDispatch, useDoc } from "@/features/editor";
import { tidyName } from "@/flow";
import { useTexts } from "@/ui";
import { TEXTS } from "./texts";

interface RenameDialogProps {
  name: string;
  onClose: () => void;
  onRenamed: (to: string) => void;
}

/** Another name for an intent, and for the state that it begins. */
export function RenameDialog({ name, onClose, onRenamed }: RenameDialogProps) {
  const t = useTexts(TEXTS);
  const doc = useDoc();
  const dispatch = useDispatch();
  const [typed, setTyped] = useState(name);
  const [both, setBoth] = useState(true);
  const hasState = doc.flows.has(name);
  const to = tidyName(typed);
  const taken = to !== name && doc.intents.has(to);
  return (
    <Modal opened onClose={onClose} title={t.renameTitle(name)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (dispatch({ type: "rename_intent", name, to, withState: hasState && both })) {
            onRenamed(to);
            onClose();
          }
        }}
      >
        <Stack>
          <TextInput
            data-autofocus
            label={t.name}
            value={typed}
            error={taken && t.taken(to)}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          {hasState && (
            <Switch
              label={t.withState}
              checked={both}
              onChange={(event) => setBoth(event.currentTarget.checked)}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.cancel}
            </Button>
            <Button type="submit" disabled={to === "" || to === name || taken}>
              {t.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
