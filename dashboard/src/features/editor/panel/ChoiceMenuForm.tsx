import { Button, Group, Stack, Text, TextInput, Textarea, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type SubmitEvent, useState } from "react";
import { CHOICE_PREFIX, type Operation, choiceName, stateNameError } from "@/flow/operations";
import { useTexts } from "@/ui";
import { useDoc } from "../store/context";
import { TEXTS } from "../texts";
import { ChoiceRow } from "./ChoiceRow";
import type { NewState } from "./CreateStateForm";
import { PANEL_TEXTS } from "./texts";
import { split } from "./useVariations";

interface Row {
  readonly key: string;
  readonly target: string;
  /** The state that is made together with the menu. */
  readonly creates: NewState | null;
}

interface ChoiceMenuFormProps {
  /** The state that leads to the menu. */
  attachTo: string;
  /** Something was typed that would be lost. */
  onTyped: () => void;
  onCancel: () => void;
  /** The menu and the states it leads to, as one edit. */
  onSave: (operations: readonly Operation[]) => void;
}

const FIRST: readonly Row[] = [{ key: "1", target: "", creates: null }];

/** A new choice menu: its name, its fallback message, its choices and where they lead. */
export function ChoiceMenuForm({ attachTo, onTyped, onCancel, onSave }: ChoiceMenuFormProps) {
  const t = useTexts(PANEL_TEXTS);
  const { problems } = useTexts(TEXTS);
  const doc = useDoc();
  const [name, setName] = useState(CHOICE_PREFIX);
  const [fallback, setFallback] = useState("");
  const [rows, setRows] = useState(FIRST);
  const [tried, setTried] = useState(false);
  const whole = choiceName(name);
  const nameProblem = whole === CHOICE_PREFIX ? "name_empty" : stateNameError(doc, whole)?.problem;
  const faults = rows.map((row, index) => {
    if (row.key.trim() === "") return problems.choice_empty("");
    const twice = rows.findIndex((one) => same(one.key, row.key)) < index;
    return twice ? problems.choice_taken(row.key) : null;
  });
  const change = (index: number, changes: Partial<Row>) => {
    onTyped();
    setRows((old) => old.map((row, at) => (at === index ? { ...row, ...changes } : row)));
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    setTried(true);
    if (nameProblem !== undefined || faults.some((fault) => fault !== null)) return;
    const choices = rows.map(({ key, target }) => ({ key: key.trim(), target }));
    const menu = { name: whole, fallback: split(fallback), choices, attachTo, after: attachTo };
    onSave([
      { type: "create_choice_menu", ...menu },
      ...rows.flatMap(({ creates }) =>
        creates === null ? [] : [{ type: "create_state" as const, ...creates }],
      ),
    ]);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          data-autofocus
          required
          label={t.choiceName}
          description={t.choiceNameAbout}
          value={name}
          onChange={(event) => {
            onTyped();
            setName(prefixed(event.currentTarget.value));
          }}
          error={tried && nameProblem !== undefined ? problems[nameProblem](whole) : null}
        />
        <Textarea
          autosize
          minRows={2}
          label={t.fallback}
          description={t.fallbackAbout}
          value={fallback}
          onChange={(event) => {
            onTyped();
            setFallback(event.currentTarget.value);
          }}
        />
        <Title order={3} size="h6">
          {t.choices}
        </Title>
        {rows.length === 0 && <Text size="sm">{problems.no_choices("")}</Text>}
        {rows.map((row, index) => (
          <ChoiceRow
            key={index}
            number={index + 1}
            text={row.key}
            target={row.target}
            pending={row.creates !== null}
            error={tried ? (faults[index] ?? null) : null}
            onText={(key) => change(index, { key })}
            onConnect={(target) => change(index, { target, creates: null })}
            onCreate={(creates) => change(index, { target: creates.name, creates })}
            onDisconnect={() => change(index, { target: "", creates: null })}
            onRemove={() => setRows(rows.toSpliced(index, 1))}
          />
        ))}
        <Button
          variant="light"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setRows([...rows, { key: nextKey(rows), target: "", creates: null }])}
          style={{ alignSelf: "flex-start" }}
        >
          {t.addChoice}
        </Button>
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t.cancel}
          </Button>
          <Button type="submit" disabled={rows.length === 0}>
            {t.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The prefix can't be deleted by mistake. */
function prefixed(written: string): string {
  if (written.startsWith(CHOICE_PREFIX)) return written;
  return CHOICE_PREFIX.startsWith(written) ? CHOICE_PREFIX : CHOICE_PREFIX + written;
}

function same(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

function nextKey(rows: readonly Row[]): string {
  for (let number = rows.length + 1; ; number += 1) {
    if (!rows.some((row) => same(row.key, String(number)))) return String(number);
  }
}
