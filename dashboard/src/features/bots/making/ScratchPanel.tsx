import { Button, Group, Paper, Stack, Text, TextInput, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api, data, problemOf } from "@/api";
import { ErrorNotice, defineTexts, useTexts } from "@/ui";
import type { BotLanguage } from "../queries";
import { LanguageControl } from "./LanguageControl";
import { useMade } from "./useMade";

const TEXTS = defineTexts({
  en: {
    about: "It can greet, thank and say goodbye in its language; the rest is yours.",
    name: "Name",
    example: "PizzaBot",
    description: "What it is for",
    hint: "For you and the others of the workspace; people who chat don't see it.",
    speaks: "It speaks",
    make: "Make the bot",
  },
  sw: {
    about: "Inaweza kusalimia, kushukuru na kuaga kwa lugha yake; mengine ni yako.",
    name: "Jina",
    example: "PizzaBot",
    description: "Ni ya nini",
    hint: "Ni kwa ajili yako na wenzako wa eneo la kazi; wanaozungumza nayo hawaioni.",
    speaks: "Inazungumza",
    make: "Tengeneza bot",
  },
});

/** What a bot begins with to say when it understood nothing. */
const FALLBACK = {
  english: "Sorry, I didn't get that.",
  swahili: "Samahani, sijakuelewa.",
} as const;

interface ScratchPanelProps {
  language: BotLanguage;
  onLanguage: (language: BotLanguage) => void;
}

/** A bot with nothing but some small talk. */
export function ScratchPanel({ language, onLanguage }: ScratchPanelProps) {
  const t = useTexts(TEXTS);
  const made = useMade();
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const make = useMutation({
    mutationFn: () =>
      data(
        api.POST("/api/v1/bots", {
          body: {
            name: name.trim(),
            language,
            description: description.trim(),
            fallback_message: [FALLBACK[language]],
          },
        }),
      ),
    onSuccess: made,
  });
  const wrong = problemOf(make.error, "name");
  return (
    <Paper withBorder p="lg" maw="40rem">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Stack>
          {make.isError && wrong === undefined && <ErrorNotice error={make.error} />}
          <Text>{t.about}</Text>
          <TextInput
            label={t.name}
            placeholder={t.example}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={wrong}
            required
          />
          <Textarea
            label={t.description}
            description={t.hint}
            value={description}
            onChange={(event) => setDescription(event.currentTarget.value)}
            autosize
            minRows={2}
          />
          <Group>
            <Text size="sm" fw={500}>
              {t.speaks}
            </Text>
            <LanguageControl language={language} onLanguage={onLanguage} />
          </Group>
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
