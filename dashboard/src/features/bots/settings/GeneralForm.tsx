import { Paper, Stack, TextInput, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, data, problemOf } from "@/api";
import { SaveBar, useChanges, useUnsaved } from "@/features/settings";
import { ErrorNotice, defineTexts, useTexts } from "@/ui";
import { descriptionOf } from "../names";
import { type Bot, botQuery } from "../queries";
import { FallbackField } from "./FallbackField";
import { LanguageField } from "./LanguageField";
import { ThresholdField } from "./ThresholdField";

const TEXTS = defineTexts({
  en: {
    title: "General",
    name: "Name",
    description: "Description",
    hint: "For you and the others of the workspace; people who chat don't see it.",
    saved: "Saved. It holds at once, also in conversations under way.",
  },
  sw: {
    title: "Jumla",
    name: "Jina",
    description: "Maelezo",
    hint: "Ni kwa ajili yako na wenzako wa eneo la kazi; wanaozungumza nayo hawaioni.",
    saved: "Imehifadhiwa. Inatumika mara moja, hata kwenye mazungumzo yanayoendelea.",
  },
});

const FIELDS = ["name", "description", "language"];

/** A bot's settings, which hold as soon as they are saved. */
export function GeneralForm({ bot, readOnly }: { bot: Bot; readOnly: boolean }) {
  const t = useTexts(TEXTS);
  const client = useQueryClient();
  const { value, dirty, change, discard } = useChanges({
    name: bot.name,
    description: descriptionOf(bot),
    language: bot.language,
    confidence_threshold: bot.confidence_threshold,
    fallback_message: bot.fallback_message,
  });
  useUnsaved(dirty);
  const save = useMutation({
    mutationFn: () =>
      data(
        api.PATCH("/api/v1/bots/{bot_id}", {
          params: { path: { bot_id: bot.id } },
          body: {
            ...value,
            name: value.name.trim(),
            fallback_message: value.fallback_message.filter((line) => line.trim() !== ""),
          },
        }),
      ),
    onSuccess: async (saved) => {
      client.setQueryData(botQuery(bot.id).queryKey, saved);
      discard();
      notifications.show({ message: t.saved });
      await client.invalidateQueries({ queryKey: ["bots", "list"] });
    },
  });
  const told = FIELDS.some((field) => problemOf(save.error, field) !== undefined);
  return (
    <Paper component="section" withBorder p={{ base: "md", sm: "lg" }} aria-label={t.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap="lg">
          {save.isError && !told && <ErrorNotice error={save.error} />}
          <TextInput
            label={t.name}
            value={value.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
            error={problemOf(save.error, "name")}
            readOnly={readOnly}
            required
          />
          <Textarea
            label={t.description}
            description={t.hint}
            value={value.description}
            onChange={(event) => change({ description: event.currentTarget.value })}
            error={problemOf(save.error, "description")}
            readOnly={readOnly}
            autosize
            minRows={2}
            maxRows={12}
          />
          <LanguageField
            language={value.language}
            onLanguage={(language) => change({ language })}
            readOnly={readOnly}
          />
          <ThresholdField
            botId={bot.id}
            saved={bot.confidence_threshold}
            threshold={value.confidence_threshold}
            onThreshold={(threshold) => change({ confidence_threshold: threshold })}
            readOnly={readOnly}
          />
          <FallbackField
            lines={value.fallback_message}
            onLines={(lines) => change({ fallback_message: lines })}
            readOnly={readOnly}
          />
          {!readOnly && <SaveBar dirty={dirty} saving={save.isPending} onDiscard={discard} />}
        </Stack>
      </form>
    </Paper>
  );
}
