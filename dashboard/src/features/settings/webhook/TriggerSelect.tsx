import { Alert, MultiSelect, Pill } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTexts } from "@/ui";
import { namesQuery } from "./queries";
import { FORM } from "./texts";

const NO_NAMES: string[] = [];

interface TriggerSelectProps {
  botId: number;
  value: string[];
  error?: string | undefined;
  disabled?: boolean;
  onChange: (triggers: string[]) => void;
}

/** Which intents and states trigger an endpoint; those that the flow has no more are said to be so. */
export function TriggerSelect({ botId, value, error, disabled, onChange }: TriggerSelectProps) {
  const t = useTexts(FORM);
  const names = useQuery(namesQuery(botId));
  const { intents, states } = names.data ?? { intents: NO_NAMES, states: NO_NAMES };
  const known = new Set([...intents, ...states]);
  const unknown = names.data ? value.filter((name) => !known.has(name)) : NO_NAMES;
  const unread = names.data ? NO_NAMES : value;
  const groups = [
    { group: t.unknown, items: [...unknown, ...unread] },
    { group: t.intents, items: intents },
    { group: t.states, items: states },
  ];
  return (
    <>
      <MultiSelect
        label={t.triggers}
        description={t.triggersAbout}
        placeholder={value.length === 0 ? t.triggersPick : ""}
        data={groups.filter(({ items }) => items.length > 0)}
        value={value}
        onChange={onChange}
        error={error}
        disabled={disabled ?? false}
        searchable
        hidePickedOptions
        limit={200}
        maxDropdownHeight={280}
        nothingFoundMessage={t.nothingFound}
        renderPill={({ option, onRemove, disabled: fixed }) => (
          <Pill
            withRemoveButton={fixed !== true}
            {...(onRemove && { onRemove })}
            {...(unknown.includes(String(option.value)) && {
              bg: "var(--mantine-color-orange-light)",
            })}
          >
            {option.label}
          </Pill>
        )}
      />
      {unknown.length > 0 && (
        <Alert variant="light" color="orange" py="xs">
          {t.unknownAbout(unknown.join(", "))}
        </Alert>
      )}
    </>
  );
}
