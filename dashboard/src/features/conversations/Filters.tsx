import { Group, Pill, SegmentedControl, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTexts } from "@/ui";
import type { ConversationSearch } from "./search";
import { TEXTS } from "./texts";

export type Change = { [Name in keyof ConversationSearch]?: string | undefined };

interface FiltersProps {
  search: ConversationSearch;
  onChange: (part: Change) => void;
}

/** What the list is narrowed by; it stands in the address, so that it can be sent to somebody. */
export function Filters({ search, onChange }: FiltersProps) {
  const t = useTexts(TEXTS);
  return (
    <Group gap="sm" component="search">
      <SearchField value={search.search ?? ""} onChange={(text) => onChange({ search: text })} />
      <SegmentedControl
        size="sm"
        aria-label={t.status}
        value={search.status ?? ""}
        onChange={(status) => onChange({ status })}
        data={[
          { value: "", label: t.any },
          { value: "waiting", label: t.statuses.waiting },
          { value: "ended", label: t.statuses.ended },
        ]}
      />
      {search.state !== undefined && (
        <Pill withRemoveButton onRemove={() => onChange({ state: undefined })}>
          {t.state}: {search.state}
        </Pill>
      )}
      {search.channel !== undefined && (
        <Pill withRemoveButton onRemove={() => onChange({ channel: undefined })}>
          {t.channel}: {search.channel}
        </Pill>
      )}
    </Group>
  );
}

/** A field whose text counts a moment after the last key. */
function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const t = useTexts(TEXTS);
  const [typed, setTyped] = useState<{ text: string; over: string }>();
  const apply = useDebouncedCallback((text: string) => onChange(text.trim()), 300);
  return (
    <TextInput
      type="search"
      style={{ flex: "1 1 16rem" }}
      aria-label={t.search}
      placeholder={t.search}
      leftSection={<IconSearch size={18} aria-hidden />}
      maxLength={255}
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
