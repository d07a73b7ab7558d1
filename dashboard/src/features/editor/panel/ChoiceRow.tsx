import { ActionIcon, Group, Paper, Stack, Text, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useTexts } from "@/ui";
import { ConnectControl } from "./ConnectControl";
import type { NewState } from "./CreateStateForm";
import { PANEL_TEXTS } from "./texts";

interface ChoiceRowProps {
  number: number;
  text: string;
  target: string;
  pending?: boolean;
  error: string | null;
  onText: (text: string) => void;
  onConnect: (target: string) => void;
  onCreate: (state: NewState) => void;
  onDisconnect: () => void;
  onRemove: () => void;
  onSelect?: (name: string) => void;
}

/** One choice: what people answer, and the state it leads to. */
export function ChoiceRow({
  number,
  text,
  target,
  error,
  onText,
  onRemove,
  ...connection
}: ChoiceRowProps) {
  const t = useTexts(PANEL_TEXTS);
  return (
    <Paper withBorder p="sm">
      <Stack gap="xs">
        <Group gap="xs" wrap="nowrap" align="flex-end">
          <TextInput
            size="sm"
            label={`${t.choiceText} ${number}`}
            placeholder={t.choiceTextAbout}
            value={text}
            error={error}
            onChange={(event) => onText(event.currentTarget.value)}
            style={{ flex: 1 }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={`${t.removeItem}: ${text || number}`}
            onClick={onRemove}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
        <div>
          <Text size="sm" fw={500} mb={4}>
            {t.choiceState}
          </Text>
          <ConnectControl of={text || String(number)} target={target} {...connection} />
        </div>
      </Stack>
    </Paper>
  );
}
