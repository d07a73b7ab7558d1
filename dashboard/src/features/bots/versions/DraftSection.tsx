import { Button, Group, Paper, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconGitCompare, IconUpload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMay } from "@/api";
import { useEditorState } from "@/features/editor";
import { defineTexts, useFormat, useTexts } from "@/ui";
import { StatusBadge } from "../StatusBadge";
import { botQuery } from "../queries";
import { statusOf } from "../status";
import { PublishDialog } from "./PublishDialog";
import { DRAFT, type Pair } from "./sides";
import { TEXTS as SHARED } from "./texts";

const TEXTS = defineTexts({
  en: {
    title: "The draft",
    never: "This bot was never published: nobody can chat with it but in the live test.",
    same: (number: number) => `Version ${number} answers, and it is the same as the draft.`,
    changed: (number: number) =>
      `Version ${number} answers. The draft has changes that people don't get yet.`,
    saved: (who: string, ago: string) => `Saved by ${who} ${ago}.`,
    publish: "Publish…",
    compare: "See the changes",
  },
  sw: {
    title: "Rasimu",
    never: "Bot hii haijawahi kuchapishwa: inaweza kuzungumzwa nayo kwenye jaribio tu.",
    same: (number: number) => `Toleo la ${number} ndilo linalojibu, nalo ni sawa na rasimu.`,
    changed: (number: number) =>
      `Toleo la ${number} ndilo linalojibu. Rasimu ina mabadiliko ambayo watu hawajayapata.`,
    saved: (who: string, ago: string) => `Ilihifadhiwa na ${who} ${ago}.`,
    publish: "Chapisha…",
    compare: "Angalia mabadiliko",
  },
});

interface DraftSectionProps {
  botId: number;
  onCompare: (pair: Pair) => void;
}

/** How the draft stands to what was published, and the button that publishes it. */
export function DraftSection({ botId, onCompare }: DraftSectionProps) {
  const t = useTexts(TEXTS);
  const shared = useTexts(SHARED);
  const format = useFormat();
  const editor = useMay("editor");
  const bot = useQuery(botQuery(botId));
  const stamp = useEditorState((state) => state.stamp);
  const [publishing, publish] = useDisclosure(false);
  if (!bot.data) return null;
  const { live_version_number: live, live_version_id: liveId } = bot.data;
  const changed = stamp.hasUnpublishedChanges;
  const status = statusOf({ live_version_number: live, has_unpublished_changes: changed });
  return (
    <Paper component="section" withBorder p="lg" aria-label={t.title}>
      <Group justify="space-between" align="flex-start" gap="md">
        <div style={{ flex: "1 1 18rem", minWidth: 0 }}>
          <Group gap="sm">
            <Title order={2} size="h4">
              {shared.draft}
            </Title>
            <StatusBadge status={status} />
          </Group>
          <Text mt={4}>{live === null ? t.never : changed ? t.changed(live) : t.same(live)}</Text>
          {stamp.savedAt !== null && stamp.savedBy !== null && (
            <Text size="sm" c="dimmed">
              {t.saved(stamp.savedBy, format.ago(stamp.savedAt))}
            </Text>
          )}
        </div>
        <Group gap="xs">
          {changed && liveId !== null && (
            <Button
              variant="default"
              leftSection={<IconGitCompare size={18} aria-hidden />}
              onClick={() => onCompare({ from: liveId, to: DRAFT })}
            >
              {t.compare}
            </Button>
          )}
          {editor && (
            <Button
              leftSection={<IconUpload size={18} aria-hidden />}
              disabled={!changed}
              onClick={publish.open}
            >
              {t.publish}
            </Button>
          )}
        </Group>
      </Group>
      {publishing && <PublishDialog botId={botId} liveId={liveId} onClose={publish.close} />}
    </Paper>
  );
}
