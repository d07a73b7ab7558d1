import { Alert, Tabs } from "@mantine/core";
import { IconFileImport, IconLock, IconPencilPlus, IconTemplate } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "@/api";
import { Page, defineTexts, useLanguage, useTexts } from "@/ui";
import { FilePanel } from "./making/FilePanel";
import { ScratchPanel } from "./making/ScratchPanel";
import { TemplatesPanel } from "./making/TemplatesPanel";
import type { BotLanguage } from "./queries";

const TEXTS = defineTexts({
  en: {
    title: "New bot",
    about: "Whatever you begin with, all of it can be changed later.",
    template: "Template",
    scratch: "From scratch",
    file: "File",
    refused: "Bots are made by editors",
    refusedAbout: "Ask an owner or administrator of the workspace for the role of an editor.",
  },
  sw: {
    title: "Bot mpya",
    about: "Chochote utakachoanza nacho, unaweza kukibadilisha chote baadaye.",
    template: "Kiolezo",
    scratch: "Mwanzo",
    file: "Faili",
    refused: "Bot hutengenezwa na wahariri",
    refusedAbout: "Mwombe mmiliki au msimamizi wa eneo la kazi akupe jukumu la mhariri.",
  },
});

/** Where a bot begins: as a template, as nearly nothing, or as a file. */
export function NewBotPage() {
  const t = useTexts(TEXTS);
  const editor = useMay("editor");
  const own: BotLanguage = useLanguage() === "sw" ? "swahili" : "english";
  const [language, setLanguage] = useState<BotLanguage>(own);
  if (!editor)
    return (
      <Page title={t.title}>
        <Alert icon={<IconLock aria-hidden />} title={t.refused}>
          {t.refusedAbout}
        </Alert>
      </Page>
    );
  return (
    <Page title={t.title} about={t.about}>
      <Tabs defaultValue="template" keepMounted>
        <Tabs.List mb="lg">
          <Tabs.Tab value="template" leftSection={<IconTemplate size={18} aria-hidden />}>
            {t.template}
          </Tabs.Tab>
          <Tabs.Tab value="scratch" leftSection={<IconPencilPlus size={18} aria-hidden />}>
            {t.scratch}
          </Tabs.Tab>
          <Tabs.Tab value="file" leftSection={<IconFileImport size={18} aria-hidden />}>
            {t.file}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="template">
          <TemplatesPanel language={language} onLanguage={setLanguage} />
        </Tabs.Panel>
        <Tabs.Panel value="scratch">
          <ScratchPanel language={language} onLanguage={setLanguage} />
        </Tabs.Panel>
        <Tabs.Panel value="file">
          <FilePanel />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
