import { Button, Group, Modal, Stack, Text, Textarea, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, data } from "@/api";
import { useEditing, useEditorState } from "@/features/editor";
import { ErrorNotice, Waiting, defineTexts, useTexts } from "@/ui";
import { Findings } from "../Findings";
import { findingsQuery } from "../queries";
import { TestsSaid } from "./TestsSaid";
import { WhatChanges } from "./WhatChanges";
import { usePublished } from "./changes";
import { TEXTS as SHARED } from "./texts";

const TEXTS = defineTexts({
  en: {
    title: "Publish the draft",
    note: "What is new",
    hint: "For the list of versions; you may leave it empty.",
    example: "New prices",
    checker: "The checker",
    fine: "Nothing to mend.",
    tests: "Conversation tests",
    changes: "What changes",
    publish: "Publish",
    anyway: "Publish all the same",
    done: (number: number) => `Version ${number} answers from now on.`,
  },
  sw: {
    title: "Chapisha rasimu",
    note: "Kuna nini kipya",
    hint: "Ni kwa ajili ya orodha ya matoleo; unaweza kuacha wazi.",
    example: "Bei mpya",
    checker: "Mkaguzi",
    fine: "Hakuna cha kurekebisha.",
    tests: "Majaribio ya mazungumzo",
    changes: "Kinachobadilika",
    publish: "Chapisha",
    anyway: "Chapisha hata hivyo",
    done: (number: number) => `Kuanzia sasa toleo la ${number} ndilo linalojibu.`,
  },
});

interface PublishDialogProps {
  botId: number;
  liveId: string | null;
  onClose: () => void;
}

/** Publishes the draft, once its author has seen what the checker and the tests say of it. */
export function PublishDialog({ botId, liveId, onClose }: PublishDialogProps) {
  const t = useTexts(TEXTS);
  const shared = useTexts(SHARED);
  const { store } = useEditing();
  const revision = useEditorState((state) => state.stamp.revision);
  const published = usePublished();
  const [note, setNote] = useState("");
  const findings = useQuery(findingsQuery(botId, revision));
  useEffect(() => void store.flush(), [store]);
  const publish = useMutation({
    mutationFn: async () => {
      await store.flush();
      return data(
        api.POST("/api/v1/bots/{bot_id}/publish", {
          params: { path: { bot_id: botId } },
          body: { note: note.trim() },
        }),
      );
    },
    onSuccess: async (version) => {
      notifications.show({ message: t.done(version.number) });
      onClose();
      await published();
    },
  });
  const errors = (findings.data ?? []).some(({ severity }) => severity === "error");
  return (
    <Modal opened onClose={onClose} title={t.title} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          publish.mutate();
        }}
      >
        <Stack>
          {publish.isError && <ErrorNotice error={publish.error} />}
          <Textarea
            label={t.note}
            description={t.hint}
            placeholder={t.example}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            maxLength={2000}
            autosize
            data-autofocus
          />
          <section>
            <Title order={3} size="h5" mb="xs">
              {t.checker}
            </Title>
            {findings.isPending && <Waiting lines={1} />}
            {findings.isError && (
              <ErrorNotice error={findings.error} retry={() => void findings.refetch()} />
            )}
            {findings.data &&
              (findings.data.length === 0 ? (
                <Text size="sm">{t.fine}</Text>
              ) : (
                <Findings findings={findings.data} />
              ))}
          </section>
          <section>
            <Title order={3} size="h5" mb="xs">
              {t.tests}
            </Title>
            <TestsSaid botId={botId} />
          </section>
          {liveId !== null && (
            <section>
              <Title order={3} size="h5" mb="xs">
                {t.changes}
              </Title>
              <WhatChanges botId={botId} from={liveId} />
            </section>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {shared.cancel}
            </Button>
            <Button type="submit" loading={publish.isPending}>
              {errors ? t.anyway : t.publish}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
