import { Button, Stack, Text, Textarea, Title } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { Choice, State } from "@/flow/states";
import { confirm, useTexts } from "@/ui";
import { useDispatch, useEditing } from "../store/context";
import { ChoiceRow } from "./ChoiceRow";
import { PANEL_TEXTS } from "./texts";
import { useChoices } from "./useChoices";
import { joined, split, useVariations } from "./useVariations";

interface ChoicePanelProps {
  name: string;
  state: State;
  onSelect: (name: string) => void;
}

/** A choice menu that exists: what it says to a wrong answer, its choices, where they lead. */
export function ChoicePanel({ name, state, onSelect }: ChoicePanelProps) {
  const t = useTexts(PANEL_TEXTS);
  const { readOnly } = useEditing();
  const dispatch = useDispatch();
  const [fallbacks, setFallbacks] = useVariations(state.fallback, (variations) =>
    dispatch({ type: "set_fallback", state: name, variations }, `fallback ${name}`),
  );
  const [rows, setRows] = useChoices(state.choices, (choices: readonly Choice[]) =>
    dispatch({ type: "set_choices", state: name, choices }, `choices ${name}`),
  );
  const remove = async () => {
    const question = {
      title: `${t.deleteMenu}: ${name}`,
      children: t.deleteMenuAbout,
      confirm: t.deleteMenu,
      cancel: t.cancel,
    };
    if (await confirm(question)) dispatch({ type: "delete_states", names: [name] });
  };
  return (
    <Stack gap="sm">
      <Textarea
        autosize
        minRows={2}
        label={t.fallback}
        description={t.fallbackAbout}
        value={fallbacks[0] ?? ""}
        onChange={(event) =>
          setFallbacks(fallbacks.with(0, joined(split(event.currentTarget.value))))
        }
      />
      <Title order={3} size="h6">
        {t.choices}
      </Title>
      <Text size="xs" c="dimmed">
        {t.choicesAbout}
      </Text>
      {rows.map((row, index) => {
        const source = { from: "choice", state: name, key: row.key } as const;
        return (
          <ChoiceRow
            key={index}
            number={index + 1}
            text={row.key}
            target={row.target}
            error={row.fault === null ? null : t.choiceFaults[row.fault]}
            onText={(key) => setRows(rows.with(index, { ...row, key }))}
            onConnect={(target) => dispatch({ type: "connect", source, target })}
            onCreate={(made) =>
              dispatch({ type: "create_state", ...made, from: source, after: name })
            }
            onDisconnect={() => dispatch({ type: "disconnect", source })}
            onRemove={() => setRows(rows.toSpliced(index, 1))}
            onSelect={onSelect}
          />
        );
      })}
      <Button
        size="compact-sm"
        variant="light"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => setRows([...rows, { key: nextKey(rows), target: "", fault: null }])}
        style={{ alignSelf: "flex-start" }}
      >
        {t.addChoice}
      </Button>
      {!readOnly && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          leftSection={<IconTrash size={14} aria-hidden />}
          onClick={() => void remove()}
          style={{ alignSelf: "flex-start" }}
        >
          {t.deleteMenu}
        </Button>
      )}
    </Stack>
  );
}

function nextKey(rows: readonly { key: string }[]): string {
  for (let number = rows.length + 1; ; number += 1) {
    if (!rows.some((row) => row.key.trim() === String(number))) return String(number);
  }
}
