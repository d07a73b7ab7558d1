import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { api, data, problemOf } from "@/api";
import { ErrorNotice, useTexts } from "@/ui";
import { TEXTS } from "../texts";
import { useTrial } from "../useTrial";
import { PARTS, type Part, testOf } from "./definition";
import { testsQuery } from "./queries";

const USUAL: readonly Part[] = ["replies", "states", "pushes"];

/** Keep the conversation that was just had as a test. */
export function SaveTestDialog({ botId, onClose }: { botId: number; onClose: () => void }) {
  const t = useTexts(TEXTS);
  const { trial } = useTrial();
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const [parts, setParts] = useState<readonly string[]>(USUAL);
  // What is said while the dialog is open is not part of it.
  const [exchanges] = useState(trial.exchanges);
  const chosen = new Set(PARTS.filter((part) => parts.includes(part)));
  const test = testOf(name.trim(), trial.start, exchanges, chosen);
  const saving = useMutation({
    mutationFn: () =>
      data(
        api.POST("/api/v1/bots/{bot_id}/tests", {
          params: { path: { bot_id: botId } },
          body: test,
        }),
      ),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: testsQuery(botId).queryKey });
      notifications.show({ message: t.saved(test.name) });
      onClose();
    },
  });
  const fault = problemOf(saving.error, "name");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (chosen.size > 0 && !saving.isPending) saving.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={t.saveTitle} zIndex={300}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{t.saveAbout(test.steps.length)}</Text>
          <TextInput
            label={t.saveName}
            placeholder={t.saveNameExample}
            required
            maxLength={200}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={fault}
          />
          <Checkbox.Group
            label={t.saveParts}
            value={[...parts]}
            onChange={setParts}
            error={chosen.size === 0 && t.saveOne}
          >
            <Stack gap="xs" mt="xs">
              {PARTS.map((part) => (
                <Checkbox key={part} value={part} label={t.parts[part]} />
              ))}
            </Stack>
          </Checkbox.Group>
          {saving.error !== null && fault === undefined && <ErrorNotice error={saving.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.cancel}
            </Button>
            <Button type="submit" loading={saving.isPending} disabled={chosen.size === 0}>
              {t.saveButton}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
