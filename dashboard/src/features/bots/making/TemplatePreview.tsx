import { Badge, Group, ScrollArea, Stack, Text, Title } from "@mantine/core";
import { useMemo } from "react";
import type { Schema } from "@/api";
import { type BotDoc, docOf, parse } from "@/flow/document";
import { phrasesOf, readState } from "@/flow/states";
import { defineTexts, useTexts } from "@/ui";
import classes from "./TemplatePreview.module.css";

const TEXTS = defineTexts({
  en: {
    understands: "What it understands",
    says: "What it says",
    phrases: (first: string, second: string) => `such as “${first}” or “${second}”`,
    sent: "sent to your server when it is through",
    choices: (keys: string) => `takes ${keys}`,
    preview: "What is in the template",
  },
  sw: {
    understands: "Inachoelewa",
    says: "Inachosema",
    phrases: (first: string, second: string) => `kama “${first}” au “${second}”`,
    sent: "hutumwa kwenye seva yako yakikamilika",
    choices: (keys: string) => `inapokea ${keys}`,
    preview: "Kilichomo kwenye kiolezo",
  },
});

/** A template in readable form: its intents with examples, its states with what they say. */
export function TemplatePreview({ document }: { document: Schema<"TemplateDocument"> }) {
  const t = useTexts(TEXTS);
  const doc = useMemo((): BotDoc => docOf(parse(JSON.stringify(document))), [document]);
  const lang = document.language === "swahili" ? "sw" : "en";
  return (
    <ScrollArea.Autosize
      mah="45vh"
      type="auto"
      viewportProps={{ tabIndex: 0, role: "region", "aria-label": t.preview }}
    >
      <Stack gap="md">
        <div>
          <Title order={3} size="h5" mb={6}>
            {t.understands}
          </Title>
          <dl className={classes.table}>
            {[...doc.intents].map(([name, value]) => {
              const [first = "", second = ""] = phrasesOf(value);
              return (
                <div key={name} className={classes.row}>
                  <dt>
                    <Text size="sm" fw={600} className={classes.name}>
                      {name}
                    </Text>
                  </dt>
                  <dd className={classes.value}>
                    <Text size="sm" component="span" lang={lang}>
                      {t.phrases(first, second)}
                    </Text>{" "}
                    {document.webhook_trigger_intents.includes(name) && (
                      <Badge size="sm" variant="light" tt="none">
                        {t.sent}
                      </Badge>
                    )}
                  </dd>
                </div>
              );
            })}
          </dl>
        </div>
        <div>
          <Title order={3} size="h5" mb={6}>
            {t.says}
          </Title>
          <dl className={classes.table}>
            {[...doc.flows].map(([name, value]) => {
              const state = readState(value);
              return (
                <div key={name} className={classes.row}>
                  <dt>
                    <Text size="sm" fw={600} className={classes.name}>
                      {name}
                    </Text>
                  </dt>
                  <dd className={classes.value} lang={lang}>
                    {state.kind === "choice" ? (
                      <Text size="sm" c="dimmed">
                        {t.choices(state.choices.map(({ key }) => key).join(", "))}
                      </Text>
                    ) : (
                      state.lines.map((line, number) => (
                        <Text key={number} size="sm">
                          {line}
                        </Text>
                      ))
                    )}
                    {state.buttons.length > 0 && (
                      <Group gap={4} mt={4}>
                        {state.buttons.map(({ id, title }) => (
                          <Badge key={id} variant="default" tt="none" fw={500}>
                            {title}
                          </Badge>
                        ))}
                      </Group>
                    )}
                  </dd>
                </div>
              );
            })}
          </dl>
        </div>
      </Stack>
    </ScrollArea.Autosize>
  );
}
