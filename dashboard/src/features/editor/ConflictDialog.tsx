import { Button, Code, Group, Modal, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { type Json, writeSource } from "@/flow/document";
import type { Conflict, Side } from "@/flow/merge";
import { useTexts } from "@/ui";
import { useEditing, useEditorState } from "./store/context";
import { TEXTS } from "./texts";

/** Two people changed the same state or intent: shows both, and asks. */
export function ConflictDialog() {
  const t = useTexts(TEXTS);
  const { store } = useEditing();
  const conflicts = useEditorState((state) => state.conflicts);
  const other = useEditorState((state) => state.stamp.savedBy) ?? t.somebody;
  return (
    <Modal
      opened={conflicts.length > 0}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      title={t.conflictTitle}
      size="xl"
    >
      <Stack>
        <Text size="sm">{t.conflictAbout(other)}</Text>
        {conflicts.map((conflict) => (
          <Choice
            key={`${conflict.kind} ${conflict.name}`}
            conflict={conflict}
            onSettle={(side) => store.settle(conflict, side)}
          />
        ))}
      </Stack>
    </Modal>
  );
}

interface ChoiceProps {
  conflict: Conflict;
  onSettle: (side: Side) => void;
}

function Choice({ conflict, onSettle }: ChoiceProps) {
  const t = useTexts(TEXTS);
  const name = conflict.kind === "state" ? t.state(conflict.name) : t.intent(conflict.name);
  return (
    <Stack gap="xs">
      <Title order={3} size="h5" style={{ overflowWrap: "anywhere" }}>
        {name}
      </Title>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Version label={t.mine} value={conflict.mine} />
        <Version label={t.theirs} value={conflict.theirs} />
      </SimpleGrid>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => onSettle("theirs")}>
          {t.takeTheirs}
        </Button>
        <Button onClick={() => onSettle("mine")}>{t.keepMine}</Button>
      </Group>
    </Stack>
  );
}

function Version({ label, value }: { label: string; value: Json | undefined }) {
  const t = useTexts(TEXTS);
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {label}
      </Text>
      <Code block mah={280} style={{ overflow: "auto" }}>
        {value === undefined ? t.deleted : writeSource(value, "yaml")}
      </Code>
    </div>
  );
}
