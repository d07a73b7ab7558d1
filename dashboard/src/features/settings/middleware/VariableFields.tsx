import { ActionIcon, Button, Fieldset, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTexts } from "@/ui";
import type { Variable } from "./middleware";
import { TEXTS } from "./texts";

interface VariableFieldsProps {
  value: readonly Variable[];
  baseUrl: string;
  error: string | undefined;
  disabled: boolean;
  onChange: (variables: Variable[]) => void;
}

/** The variables and their paths. */
export function VariableFields({ value, baseUrl, error, disabled, onChange }: VariableFieldsProps) {
  const t = useTexts(TEXTS);
  const set = (index: number, part: Partial<Variable>) =>
    onChange(value.map((variable, at) => (at === index ? { ...variable, ...part } : variable)));
  return (
    <Fieldset legend={t.variables} disabled={disabled}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {value.length === 0 ? t.none : t.variablesAbout}
        </Text>
        {value.map((variable, index) => (
          <div key={index}>
            <Group gap="xs" wrap="nowrap">
              <TextInput
                style={{ flex: 1 }}
                aria-label={t.nameOf(index + 1)}
                placeholder={t.name}
                leftSection="@"
                value={variable.name}
                error={twice(value, index) && t.twice(variable.name)}
                onChange={(event) =>
                  set(index, { name: event.currentTarget.value.replace(/^@+/, "") })
                }
              />
              <TextInput
                style={{ flex: 1 }}
                aria-label={t.pathOf(index + 1)}
                placeholder="/order-number"
                value={variable.path}
                onChange={(event) => set(index, { path: event.currentTarget.value })}
              />
              <ActionIcon
                variant="subtle"
                color="red"
                size="lg"
                aria-label={t.remove(variable.name)}
                onClick={() => onChange(value.filter((_, at) => at !== index))}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            </Group>
            {baseUrl !== "" && (
              <Text size="xs" c="dimmed" mt={2} style={{ overflowWrap: "anywhere" }}>
                {t.asks(baseUrl + variable.path)}
              </Text>
            )}
          </div>
        ))}
        {error !== undefined && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {error}
          </Text>
        )}
        <Button
          size="xs"
          variant="default"
          style={{ alignSelf: "flex-start" }}
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => onChange([...value, { name: "", path: "" }])}
        >
          {t.add}
        </Button>
      </Stack>
    </Fieldset>
  );
}

function twice(variables: readonly Variable[], index: number): boolean {
  const name = variables[index]?.name.trim();
  return Boolean(name) && variables.findIndex((one) => one.name.trim() === name) < index;
}
