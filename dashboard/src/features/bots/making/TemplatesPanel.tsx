import { Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorNotice, Waiting, defineTexts, useTexts } from "@/ui";
import { type BotLanguage, type Template, templatesQuery } from "../queries";
import { LanguageControl } from "./LanguageControl";
import { TemplateCard } from "./TemplateCard";
import { TemplateDialog } from "./TemplateDialog";

const TEXTS = defineTexts({
  en: { about: "Complete bots, to be tried at once and made your own. They speak:" },
  sw: { about: "Bot zilizokamilika, za kujaribu mara moja na kuzifanya zako. Zinazungumza:" },
});

interface TemplatesPanelProps {
  language: BotLanguage;
  onLanguage: (language: BotLanguage) => void;
}

/** The templates, of which one is looked at before a bot is made of it. */
export function TemplatesPanel({ language, onLanguage }: TemplatesPanelProps) {
  const t = useTexts(TEXTS);
  const templates = useQuery(templatesQuery);
  const [chosen, setChosen] = useState<Template | null>(null);
  if (templates.isPending) return <Waiting />;
  if (templates.isError)
    return <ErrorNotice error={templates.error} retry={() => void templates.refetch()} />;
  return (
    <Stack>
      <Group justify="space-between">
        <Text>{t.about}</Text>
        <LanguageControl language={language} onLanguage={onLanguage} />
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {templates.data.map((template) => (
          <TemplateCard
            key={template.id}
            template={template}
            language={language}
            onChoose={() => setChosen(template)}
          />
        ))}
      </SimpleGrid>
      {chosen && (
        <TemplateDialog
          template={chosen}
          language={language}
          onLanguage={onLanguage}
          onClose={() => setChosen(null)}
        />
      )}
    </Stack>
  );
}
