import { Alert, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArrowsExchange, IconClipboardList, IconPencil, IconTrash } from "@tabler/icons-react";
import { useDispatch, useEditing } from "@/features/editor";
import { confirm, useTexts } from "@/ui";
import { PasteDialog } from "./PasteDialog";
import { PhraseEntry } from "./PhraseEntry";
import { PhraseList } from "./PhraseList";
import { RenameDialog } from "./RenameDialog";
import type { Pair } from "./pair";
import { TEXTS } from "./texts";

interface IntentPanelProps {
  name: string;
  phrases: ReadonlyMap<string, readonly string[]>;
  owners: ReadonlyMap<string, readonly string[]>;
  /** The pairs that it is one of. */
  pairs: readonly Pair[];
  onSelect: (intent: string | undefined) => void;
}

/** An intent: its phrases, and what is done with it. */
export function IntentPanel({ name, phrases, owners, pairs, onSelect }: IntentPanelProps) {
  const t = useTexts(TEXTS);
  const { readOnly } = useEditing();
  const dispatch = useDispatch();
  const [pasting, paste] = useDisclosure(false);
  const [renaming, rename] = useDisclosure(false);
  const mine = phrases.get(name) ?? [];
  const remove = async () => {
    const question = {
      title: t.removeTitle(name),
      children: t.removeAbout,
      confirm: t.remove,
      cancel: t.cancel,
    };
    if ((await confirm(question)) && dispatch({ type: "delete_intent", name })) onSelect(undefined);
  };
  return (
    <Paper withBorder p={{ base: "sm", sm: "md" }} component="section" aria-label={name}>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <div style={{ minWidth: 0 }}>
            <Title order={2} size="h4" style={{ overflowWrap: "anywhere" }}>
              {name}
            </Title>
            <Text size="sm" c="dimmed">
              {t.count(mine.length)}
              {mine.length < 5 && `. ${t.few}`}
            </Text>
          </div>
          {!readOnly && (
            <Group gap="xs">
              <Button
                size="xs"
                variant="default"
                leftSection={<IconClipboardList size={16} aria-hidden />}
                onClick={paste.open}
              >
                {t.many}
              </Button>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconPencil size={16} aria-hidden />}
                onClick={rename.open}
              >
                {t.rename}
              </Button>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconTrash size={16} aria-hidden />}
                onClick={() => void remove()}
              >
                {t.remove}
              </Button>
            </Group>
          )}
        </Group>
        {pairs.map((pair) => (
          <Confused key={pair.intents.join()} name={name} pair={pair} onSelect={onSelect} />
        ))}
        {!readOnly && <PhraseEntry intent={name} phrases={mine} owners={owners} />}
        <PhraseList intent={name} phrases={mine} intents={phrases} owners={owners} />
      </Stack>
      {pasting && <PasteDialog intent={name} owners={owners} onClose={paste.close} />}
      {renaming && (
        <RenameDialog name={name} onClose={rename.close} onRenamed={(to) => onSelect(to)} />
      )}
    </Paper>
  );
}

interface ConfusedProps {
  name: string;
  pair: Pair;
  onSelect: (intent: string) => void;
}

/** What to do about an intent that is taken for another one. */
function Confused({ name, pair, onSelect }: ConfusedProps) {
  const t = useTexts(TEXTS);
  const other = pair.intents[0] === name ? pair.intents[1] : pair.intents[0];
  return (
    <Alert
      variant="light"
      color="orange"
      icon={<IconArrowsExchange aria-hidden />}
      title={t.confusing(other, pair.percent)}
    >
      <Stack gap={6} align="flex-start">
        <Text size="sm">{t.confusingDo}</Text>
        {pair.phrases.length > 0 && (
          <Text size="sm">
            {t.astray} {pair.phrases.map((phrase) => `“${phrase}”`).join(", ")}
          </Text>
        )}
        <Button size="compact-sm" variant="default" onClick={() => onSelect(other)}>
          {t.show(other)}
        </Button>
      </Stack>
    </Alert>
  );
}
