import {
  ActionIcon,
  Button,
  Fieldset,
  Group,
  PasswordInput,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTexts } from "@/ui";
import type { HeaderDraft } from "./endpoint";
import { FORM } from "./texts";

interface HeaderFieldsProps {
  value: HeaderDraft[];
  errors: string[];
  disabled: boolean;
  onChange: (headers: HeaderDraft[]) => void;
}

/** Headers that go out with every attempt; the values of those that are there are not known. */
export function HeaderFields({ value, errors, disabled, onChange }: HeaderFieldsProps) {
  const t = useTexts(FORM);
  const set = (index: number, part: Partial<HeaderDraft>) =>
    onChange(value.map((header, at) => (at === index ? { ...header, ...part } : header)));
  return (
    <Fieldset legend={t.headers} disabled={disabled}>
      <Stack gap="xs">
        <Text size="xs" c="dimmed">
          {t.headersAbout}
        </Text>
        {value.map((header, index) => (
          <Group key={index} gap="xs" wrap="nowrap">
            <TextInput
              style={{ flex: 1 }}
              aria-label={t.headerName}
              placeholder="x-api-key"
              value={header.name}
              readOnly={header.value === null}
              onChange={(event) => set(index, { name: event.currentTarget.value })}
            />
            <PasswordInput
              style={{ flex: 1 }}
              aria-label={t.headerValue}
              placeholder={header.value === null ? t.headerKept : ""}
              value={header.value ?? ""}
              autoComplete="off"
              onChange={(event) => set(index, { value: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="red"
              size="lg"
              aria-label={t.removeHeader(header.name)}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        {errors.map((error) => (
          <Text key={error} size="sm" c="var(--mantine-color-error)" role="alert">
            {error}
          </Text>
        ))}
        <Button
          size="xs"
          variant="default"
          style={{ alignSelf: "flex-start" }}
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => onChange([...value, { name: "", value: "" }])}
        >
          {t.addHeader}
        </Button>
      </Stack>
    </Fieldset>
  );
}
