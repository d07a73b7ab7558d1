import { Button, Stack, Text, Title } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { type Choice, END, type State } from "@/flow/states";
import { confirm, useTexts } from "@/ui";
import { useDispatch, useEditing } from "../store/context";
import { ChoiceRow } from "./ChoiceRow";
import type { NewState } from "./CreateStateForm";
import { VariationsField } from "./VariationsField";
import { PANEL_TEXTS } from "./texts";
import { useChoices } from "./useChoices";
import { useRemove } from "./useRemove";

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
  const [rows, setRows] = useChoices(state.choices, (choices: readonly Choice[]) =>
    dispatch({ type: "set_choices", state: name, choices }, `choices ${name}`),
  );
  const create = (index: number, made: NewState) => {
    const row = rows[index];
    if (row === undefined) return;
    if (rows.every(({ fault }) => fault === null)) {
      const from = { from: "choice", state: name, key: row.key } as const;
      dispatch({ type: "create_state", ...made, from, after: name });
    } else if (dispatch({ type: "create_state", ...made, after: name })) {
      setRows(rows.with(index, { ...row, target: made.name }));
    }
  };
  const removeState = useRemove();
  const remove = async () => {
    const question = {
      title: `${t.deleteMenu}: ${name}`,
      children: t.deleteMenuAbout,
      confirm: t.deleteMenu,
      cancel: t.cancel,
    };
    if (await confirm(question)) removeState(name);
  };
  return (
    <Stack gap="sm">
      <VariationsField
        name={name}
        label={t.fallback}
        about={t.fallbackAbout}
        variations={state.fallback}
        onChange={(variations) =>
          dispatch({ type: "set_fallback", state: name, variations }, `fallback ${name}`)
        }
      />
      <Title order={3} size="h6">
        {t.choices}
      </Title>
      <Text size="xs" c="dimmed">
        {t.choicesAbout}
      </Text>
      {rows.map((row, index) => (
        <ChoiceRow
          key={index}
          number={index + 1}
          text={row.key}
          target={row.target}
          error={row.fault === null ? null : t.choiceFaults[row.fault]}
          onText={(key) => setRows(rows.with(index, { ...row, key }))}
          onConnect={(target) => setRows(rows.with(index, { ...row, target }))}
          onCreate={(made) => create(index, made)}
          onDisconnect={() => setRows(rows.with(index, { ...row, target: END }))}
          onRemove={() => setRows(rows.toSpliced(index, 1))}
          onSelect={onSelect}
        />
      ))}
      {rows.length === 0 && (
        <Text size="sm" c="red" role="alert">
          {t.noChoices}
        </Text>
      )}
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
