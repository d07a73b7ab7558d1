import { Paper, Select, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { Mark } from "@/features/deliveries";
import { useEditing } from "@/features/editor";
import { useFormat, useTexts } from "@/ui";
import { NewIntent } from "./NewIntent";
import classes from "./PhrasesTab.module.css";
import type { Pair } from "./pair";
import { TEXTS } from "./texts";

interface IntentListProps {
  phrases: ReadonlyMap<string, readonly string[]>;
  pairs: readonly Pair[];
  selected: string;
  onSelect: (intent: string) => void;
}

/** The bot's intents, with how many phrases each has; on a phone a field to pick one in. */
export function IntentList({ phrases, pairs, selected, onSelect }: IntentListProps) {
  const t = useTexts(TEXTS);
  const format = useFormat();
  const { readOnly } = useEditing();
  const [sought, setSought] = useState("");
  const confused = new Set(pairs.flatMap(({ intents }) => intents));
  const names = [...phrases.keys()];
  const found = names.filter((name) => name.toLowerCase().includes(sought.trim().toLowerCase()));
  return (
    <Paper withBorder p="sm" component="nav" aria-label={t.intents}>
      <Stack gap="sm">
        {!readOnly && <NewIntent onMade={onSelect} />}
        <TextInput
          visibleFrom="md"
          aria-label={t.find}
          placeholder={t.find}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
        <ul className={classes.list}>
          {found.map((name) => (
            <li key={name}>
              <UnstyledButton
                className={classes.intent}
                aria-current={name === selected}
                onClick={() => onSelect(name)}
              >
                <span className={classes.name}>{name}</span>
                {confused.has(name) && <Mark color="orange">{t.confused}</Mark>}
                <Text span size="sm" c="dimmed" title={t.count(phrases.get(name)?.length ?? 0)}>
                  {format.number(phrases.get(name)?.length ?? 0)}
                </Text>
              </UnstyledButton>
            </li>
          ))}
        </ul>
        <Select
          hiddenFrom="md"
          label={t.pick}
          data={names}
          value={selected}
          searchable
          allowDeselect={false}
          limit={200}
          onChange={(name) => name !== null && onSelect(name)}
        />
      </Stack>
    </Paper>
  );
}
