import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, data, problemOf } from "@/api";
import { ErrorNotice, Waiting, defineTexts, useTexts } from "@/ui";
import { type BotLanguage, type Template, templateQuery } from "../queries";
import { LanguageControl } from "./LanguageControl";
import { TemplatePreview } from "./TemplatePreview";
import { useMade } from "./useMade";

const TEXTS = defineTexts({
  en: { name: "Name of your bot", make: "Make this bot", cancel: "Back to all templates" },
  sw: { name: "Jina la bot yako", make: "Tengeneza bot hii", cancel: "Rudi kwenye violezo" },
});

interface TemplateDialogProps {
  template: Template;
  language: BotLanguage;
  onLanguage: (language: BotLanguage) => void;
  onClose: () => void;
}

/** What is in a template, and the button that makes a bot of it. */
export function TemplateDialog({ template, language, onLanguage, onClose }: TemplateDialogProps) {
  const t = useTexts(TEXTS);
  const made = useMade();
  const short = language === "swahili" ? "sw" : "en";
  const [typed, setTyped] = useState<string | null>(null);
  const name = typed ?? template.name[short];
  const holds = useQuery(templateQuery(template.id, language));
  const make = useMutation({
    mutationFn: () =>
      data(
        api.POST("/api/v1/templates/{template_id}/bots", {
          params: { path: { template_id: template.id } },
          body: { language, name: name.trim() },
        }),
      ),
    onSuccess: made,
  });
  const wrong = problemOf(make.error, "name");
  return (
    <Modal opened onClose={onClose} title={template.name[short]} size="xl">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Stack>
          {make.isError && wrong === undefined && <ErrorNotice error={make.error} />}
          <Group justify="space-between" align="flex-end">
            <TextInput
              label={t.name}
              value={name}
              onChange={(event) => setTyped(event.currentTarget.value)}
              error={wrong}
              required
              flex="1 1 16rem"
              data-autofocus
            />
            <LanguageControl language={language} onLanguage={onLanguage} />
          </Group>
          {holds.isPending && <Waiting />}
          {holds.isError && <ErrorNotice error={holds.error} retry={() => void holds.refetch()} />}
          {holds.data && <TemplatePreview document={holds.data} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.cancel}
            </Button>
            <Button type="submit" loading={make.isPending} disabled={name.trim() === ""}>
              {t.make}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
