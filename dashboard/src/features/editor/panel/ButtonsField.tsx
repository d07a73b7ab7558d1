import {
  ActionIcon,
  Button as MantineButton,
  Group,
  Paper,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { handlesOf } from "@/flow/graph";
import type { Button, State } from "@/flow/states";
import { useTexts } from "@/ui";
import { useDispatch, useDoc } from "../store/context";
import { ButtonTarget } from "./ButtonTarget";
import { PANEL_TEXTS } from "./texts";

const LONGEST_TITLE = 20;

interface ButtonsFieldProps {
  name: string;
  state: State;
  onSelect: (name: string) => void;
}

/** The buttons under a message, and where each leads. */
export function ButtonsField({ name, state, onSelect }: ButtonsFieldProps) {
  const t = useTexts(PANEL_TEXTS);
  const dispatch = useDispatch();
  const { buttons } = state;
  const handles = handlesOf(useDoc(), state);
  const change = (next: readonly Button[], field?: string) =>
    dispatch(
      { type: "set_buttons", state: name, buttons: next },
      field === undefined ? undefined : `buttons ${name} ${field}`,
    );
  const add = () => change([...buttons, { id: freshId(buttons), title: "" }]);
  return (
    <Stack gap="xs">
      <Title order={3} size="h6">
        {t.buttons}
      </Title>
      {buttons.length > 0 && (
        <Text size="xs" c="dimmed">
          {t.buttonAbout}
        </Text>
      )}
      {buttons.map((button, index) => {
        const set = (changes: Partial<Button>, field: string) =>
          change(buttons.with(index, { ...button, ...changes }), `${field} ${index}`);
        const moved = (to: number) => change(buttons.toSpliced(index, 1).toSpliced(to, 0, button));
        return (
          <Paper key={index} withBorder p="xs">
            <Group gap="xs" wrap="nowrap" align="flex-start">
              <TextInput
                size="xs"
                label={t.buttonTitle}
                value={button.title}
                onChange={(event) => set({ title: event.currentTarget.value }, "title")}
                description={button.title.length > LONGEST_TITLE ? t.titleLong : undefined}
                inputWrapperOrder={["label", "input", "description", "error"]}
                style={{ flex: 2 }}
              />
              <TextInput
                size="xs"
                label={t.buttonId}
                value={button.id}
                onChange={(event) => set({ id: event.currentTarget.value }, "id")}
                style={{ flex: 1 }}
              />
            </Group>
            <Group gap="xs" mt={6} justify="space-between" align="flex-end">
              <ButtonTarget
                state={name}
                index={index}
                title={button.title || button.id}
                next={state.next}
                handle={handles[index]}
                onSelect={onSelect}
              />
              <Group gap={2} ml="auto" wrap="nowrap">
                <Small
                  label={t.moveUp}
                  of={button}
                  off={index === 0}
                  onClick={() => moved(index - 1)}
                >
                  <IconArrowUp size={16} />
                </Small>
                <Small
                  label={t.moveDown}
                  of={button}
                  off={index === buttons.length - 1}
                  onClick={() => moved(index + 1)}
                >
                  <IconArrowDown size={16} />
                </Small>
                <Small
                  label={t.removeItem}
                  of={button}
                  onClick={() => change(buttons.toSpliced(index, 1))}
                >
                  <IconTrash size={16} />
                </Small>
              </Group>
            </Group>
          </Paper>
        );
      })}
      <MantineButton
        size="compact-sm"
        variant="subtle"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={add}
        style={{ alignSelf: "flex-start" }}
      >
        {t.addButton}
      </MantineButton>
    </Stack>
  );
}

interface SmallProps {
  label: string;
  of: Button;
  off?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function Small({ label, of, off = false, onClick, children }: SmallProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={`${label}: ${of.title || of.id}`}
      disabled={off}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}

/** The next number that is no button's id. */
function freshId(buttons: readonly Button[]): string {
  const taken = new Set(buttons.map(({ id }) => id));
  for (let number = buttons.length + 1; ; number += 1) {
    if (!taken.has(String(number))) return String(number);
  }
}
