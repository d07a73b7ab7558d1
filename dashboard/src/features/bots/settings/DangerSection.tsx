import { Button, Group, Paper, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconCopy, IconTrash } from "@tabler/icons-react";
import { defineTexts, useTexts } from "@/ui";
import { DeleteBotDialog } from "../DeleteBotDialog";
import { DuplicateBotDialog } from "../DuplicateBotDialog";

const TEXTS = defineTexts({
  en: { title: "The whole bot", duplicate: "Duplicate…", delete: "Delete…" },
  sw: { title: "Bot nzima", duplicate: "Nakili bot…", delete: "Futa…" },
});

/** What is done with a bot as a whole. */
export function DangerSection({ bot }: { bot: { id: number; name: string } }) {
  const t = useTexts(TEXTS);
  const [duplicating, duplicate] = useDisclosure(false);
  const [deleting, remove] = useDisclosure(false);
  return (
    <Paper component="section" withBorder p={{ base: "md", sm: "lg" }} aria-label={t.title}>
      <Group justify="space-between">
        <Title order={2} size="h4">
          {t.title}
        </Title>
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconCopy size={18} aria-hidden />}
            onClick={duplicate.open}
          >
            {t.duplicate}
          </Button>
          <Button
            variant="outline"
            color="red"
            leftSection={<IconTrash size={18} aria-hidden />}
            onClick={remove.open}
          >
            {t.delete}
          </Button>
        </Group>
      </Group>
      {duplicating && <DuplicateBotDialog bot={bot} onClose={duplicate.close} />}
      {deleting && <DeleteBotDialog bot={bot} onClose={remove.close} />}
    </Paper>
  );
}
