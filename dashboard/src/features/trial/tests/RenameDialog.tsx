import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { problemOf } from "@/api";
import { ErrorNotice, useTexts } from "@/ui";
import { useChangeTest } from "./changes";
import type { ConversationTest } from "./queries";
import { TESTS } from "./texts";

interface RenameDialogProps {
  botId: number;
  test: ConversationTest;
  onClose: () => void;
}

export function RenameDialog({ botId, test, onClose }: RenameDialogProps) {
  const t = useTexts(TESTS);
  const [name, setName] = useState(test.name);
  const renaming = useMutation(useChangeTest(botId));
  const fault = problemOf(renaming.error, "name");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    renaming.mutate({ ...test, name: name.trim() }, { onSuccess: onClose });
  };
  return (
    <Modal opened onClose={onClose} title={t.renameTitle}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t.name}
            required
            maxLength={200}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={fault}
          />
          {renaming.error !== null && fault === undefined && <ErrorNotice error={renaming.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.cancel}
            </Button>
            <Button type="submit" loading={renaming.isPending}>
              {t.saveName}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
