import { Button, MultiSelect, Paper, Pill, Select, SimpleGrid, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconFilter } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTexts } from "@/ui";
import { endpointsQuery } from "./queries";
import { type DeliverySearch, STATUSES, statusesOf } from "./search";
import { TEXTS } from "./texts";
import { WORDS } from "./words";

interface FiltersProps {
  botId: number;
  search: DeliverySearch;
  onChange: (part: { [Name in keyof DeliverySearch]?: string | undefined }) => void;
}

/** What the list is narrowed by; it stands in the address, so that it can be sent to somebody. */
export function Filters({ botId, search, onChange }: FiltersProps) {
  const t = useTexts(TEXTS);
  const words = useTexts(WORDS);
  const endpoints = useQuery(endpointsQuery(botId));
  const [opened, setOpened] = useState(Object.keys(search).length > 0);
  return (
    <Paper withBorder p="sm" component="search">
      <Button
        hiddenFrom="sm"
        variant="subtle"
        size="compact-sm"
        leftSection={<IconFilter size={16} aria-hidden />}
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        {t.filters}
      </Button>
      <SimpleGrid
        cols={{ base: 1, xs: 2, md: 3 }}
        spacing="sm"
        {...(!opened && { visibleFrom: "sm" as const })}
      >
        <MultiSelect
          size="xs"
          label={t.status}
          placeholder={search.status === undefined ? t.anyStatus : ""}
          data={STATUSES.map((value) => ({ value, label: words.statuses[value] }))}
          value={statusesOf(search)}
          onChange={(statuses) => onChange({ status: statuses.join(",") })}
        />
        <Select
          size="xs"
          label={t.endpoint}
          placeholder={t.anyEndpoint}
          clearable
          data={(endpoints.data ?? []).map(({ id, name, url }) => ({
            value: id,
            label: name || url || t.unnamed,
          }))}
          value={search.endpoint ?? null}
          onChange={(endpoint) => onChange({ endpoint: endpoint ?? undefined })}
        />
        <TextFilter
          label={t.trigger}
          value={search.trigger}
          onChange={(trigger) => onChange({ trigger })}
        />
        <TextFilter label={t.chat} value={search.chat} onChange={(chat) => onChange({ chat })} />
        <TextFilter
          type="datetime-local"
          label={t.since}
          value={search.since}
          onChange={(since) => onChange({ since })}
        />
        <TextFilter
          type="datetime-local"
          label={t.until}
          value={search.until}
          onChange={(until) => onChange({ until })}
        />
      </SimpleGrid>
      {search.conversation !== undefined && (
        <Pill mt="sm" withRemoveButton onRemove={() => onChange({ conversation: undefined })}>
          {t.ofConversation(search.conversation)}
        </Pill>
      )}
    </Paper>
  );
}

interface TextFilterProps {
  label: string;
  value: string | undefined;
  type?: "text" | "datetime-local";
  onChange: (value: string) => void;
}

/** A field whose text counts a moment after the last key. */
function TextFilter({ label, value = "", type = "text", onChange }: TextFilterProps) {
  const [typed, setTyped] = useState<{ text: string; over: string }>();
  const apply = useDebouncedCallback((text: string) => onChange(text.trim()), 400);
  return (
    <TextInput
      size="xs"
      type={type}
      label={label}
      // What is typed holds until the address says something else.
      value={typed?.over === value ? typed.text : value}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped({ text, over: value });
        apply(text);
      }}
    />
  );
}
