import { Alert, Button, Group, Paper, Stack, Switch, Text, TextInput, Title } from "@mantine/core";
import { IconCircleCheck, IconSend } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { type Schema, problemOf } from "@/api";
import { ErrorNotice, defineTexts, plural, useTexts } from "@/ui";
import { Findings } from "../Findings";
import { type BotFile, importFiles } from "../exports";
import { nameFrom } from "./files";
import { useMade } from "./useMade";

const TEXTS = defineTexts({
  en: {
    title: "What the files hold",
    counts: (states: number, intents: number, examples: number) =>
      `${plural(states, "state", "states")}, ${plural(intents, "intent", "intents")} with ${plural(examples, "example", "examples")}`,
    name: "Name of the bot",
    fine: "The checker found nothing to mend.",
    found: "What the checker found; none of it keeps the bot from being made",
    webhook: (url: string) => `It will send what it collects to ${url}.`,
    middleware: (url: string) => `It will ask ${url} for values.`,
    outside: "It talks to a server",
    publish: "Publish it at once",
    publishAbout: "Without this it is a draft that nobody can chat with yet.",
    make: "Make the bot",
  },
  sw: {
    title: "Kilichomo kwenye faili",
    counts: (states: number, intents: number, examples: number) =>
      `Hatua ${states}, nia ${intents} zenye mifano ${examples}`,
    name: "Jina la bot",
    fine: "Mkaguzi hakuona cha kurekebisha.",
    found: "Yaliyogunduliwa na mkaguzi; hakuna linalozuia bot kutengenezwa",
    webhook: (url: string) => `Itatuma inachokusanya kwenda ${url}.`,
    middleware: (url: string) => `Itaomba taarifa kutoka ${url}.`,
    outside: "Inawasiliana na seva",
    publish: "Ichapishe mara moja",
    publishAbout: "Bila hivyo ni rasimu ambayo hakuna anayeweza kuzungumza nayo bado.",
    make: "Tengeneza bot",
  },
});

interface FilePreviewProps {
  files: readonly BotFile[];
  preview: Schema<"ImportPreview">;
}

/** What a bot from these files would be, and the button that makes it. */
export function FilePreview({ files, preview }: FilePreviewProps) {
  const t = useTexts(TEXTS);
  const made = useMade();
  const [name, setName] = useState(() => preview.name ?? nameFrom(files));
  const [publish, setPublish] = useState(true);
  const make = useMutation({
    mutationFn: () => importFiles(files, name.trim(), publish),
    onSuccess: made,
  });
  const wrong = problemOf(make.error, "name");
  const { webhook_url: webhook, middleware_url: middleware, findings } = preview;
  return (
    <Paper withBorder p="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Stack>
          <div>
            <Title order={2} size="h4">
              {t.title}
            </Title>
            <Text>{t.counts(preview.states, preview.intents, preview.examples)}</Text>
          </div>
          {make.isError && wrong === undefined && <ErrorNotice error={make.error} />}
          <TextInput
            label={t.name}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={wrong}
            required
          />
          {(webhook !== null || middleware !== null) && (
            <Alert icon={<IconSend aria-hidden />} color="orange">
              <Text size="sm" fw={600}>
                {t.outside}
              </Text>
              {webhook !== null && <Text size="sm">{t.webhook(webhook)}</Text>}
              {middleware !== null && <Text size="sm">{t.middleware(middleware)}</Text>}
            </Alert>
          )}
          {findings.length === 0 ? (
            <Group gap="xs">
              <IconCircleCheck size={18} aria-hidden />
              <Text size="sm">{t.fine}</Text>
            </Group>
          ) : (
            <div>
              <Text size="sm" fw={600} mb="xs">
                {t.found}
              </Text>
              <Findings findings={findings} />
            </div>
          )}
          <Switch
            label={t.publish}
            description={t.publishAbout}
            checked={publish}
            onChange={(event) => setPublish(event.currentTarget.checked)}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={make.isPending} disabled={name.trim() === ""}>
              {t.make}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
