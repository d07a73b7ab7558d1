import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Stack } from "@mantine/core";
import { useMay } from "@/api";
import { ErrorNotice, Waiting, defineTexts, useDocumentTitle, useTexts } from "@/ui";
import { botQuery } from "./queries";
import { DangerSection } from "./settings/DangerSection";
import { GeneralForm } from "./settings/GeneralForm";

const TEXTS = defineTexts({
  en: { tab: "General settings" },
  sw: { tab: "Mipangilio ya jumla" },
});

/** A bot's name and how it understands people. */
export function GeneralSettings() {
  const t = useTexts(TEXTS);
  useDocumentTitle(t.tab);
  const { botId } = useParams({ from: "/shell/bots/$botId" });
  const editor = useMay("editor");
  const bot = useQuery(botQuery(botId));
  if (bot.isPending) return <Waiting />;
  if (bot.isError) return <ErrorNotice error={bot.error} retry={() => void bot.refetch()} />;
  return (
    <Stack gap="md">
      <GeneralForm bot={bot.data} readOnly={!editor} />
      {editor && <DangerSection bot={bot.data} />}
    </Stack>
  );
}
