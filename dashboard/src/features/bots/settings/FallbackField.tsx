import { ActionIcon, Button, Fieldset, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { defineTexts, useTexts } from "@/ui";
import classes from "./FallbackField.module.css";

const TEXTS = defineTexts({
  en: {
    legend: "Fallback message",
    hint: "What the bot says when it understood nothing. Say what people can write instead; each line is a message of its own.",
    line: (number: number) => `Line ${number} of the fallback message`,
    add: "Add a line",
    remove: (number: number) => `Remove line ${number}`,
  },
  sw: {
    legend: "Ujumbe wa akiba",
    hint: "Bot inachosema isipoelewa chochote. Sema watu wanaweza kuandika nini badala yake; kila mstari ni ujumbe wake.",
    line: (number: number) => `Mstari wa ${number} wa ujumbe wa akiba`,
    add: "Ongeza mstari",
    remove: (number: number) => `Ondoa mstari wa ${number}`,
  },
});

interface FallbackFieldProps {
  lines: readonly string[];
  onLines: (lines: string[]) => void;
  readOnly: boolean;
}

/** The lines that answer what was not understood. */
export function FallbackField({ lines, onLines, readOnly }: FallbackFieldProps) {
  const t = useTexts(TEXTS);
  const shown = lines.length === 0 ? [""] : lines;
  return (
    <Fieldset legend={t.legend} variant="unstyled" classNames={classes}>
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          {t.hint}
        </Text>
        {shown.map((line, place) => (
          <Group key={place} gap="xs" wrap="nowrap">
            <TextInput
              aria-label={t.line(place + 1)}
              value={line}
              onChange={(event) => onLines(shown.with(place, event.currentTarget.value))}
              readOnly={readOnly}
              flex={1}
            />
            {!readOnly && shown.length > 1 && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t.remove(place + 1)}
                onClick={() => onLines(shown.toSpliced(place, 1))}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        ))}
        {!readOnly && (
          <div>
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => onLines([...shown, ""])}
            >
              {t.add}
            </Button>
          </div>
        )}
      </Stack>
    </Fieldset>
  );
}
