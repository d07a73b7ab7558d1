import {
  ActionIcon,
  Badge,
  Button,
  Checkbox,
  Group,
  Menu,
  Modal,
  Stack,
  TextInput,
  Title,
} from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconCopy, IconDotsVertical, IconPencil, IconTrash } from "@tabler/icons-react";
import { type SubmitEvent, useState } from "react";
import { freshNames, stateNameError, tidyName } from "@/flow/operations";
import type { StateKind } from "@/flow/states";
import { useTexts } from "@/ui";
import { useDispatch, useDoc, useEditing } from "../store/context";
import { TEXTS } from "../texts";
import { PANEL_TEXTS } from "./texts";
import { useRemove } from "./useRemove";

interface PanelHeaderProps {
  name: string;
  kind: StateKind;
  onSelect: (name: string) => void;
}

/** A state's name and what can be done with it as a whole. */
export function PanelHeader({ name, kind, onSelect }: PanelHeaderProps) {
  const t = useTexts(PANEL_TEXTS);
  const { readOnly } = useEditing();
  const dispatch = useDispatch();
  const remove = useRemove();
  const doc = useDoc();
  const [renaming, { open, close }] = useDisclosure(false);
  const duplicate = () => {
    const copy = freshNames(doc, [name]).get(name);
    if (dispatch({ type: "duplicate_states", names: [name] }) && copy !== undefined) onSelect(copy);
  };
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <div style={{ minWidth: 0 }}>
        <Title order={2} size="h4" style={{ overflowWrap: "anywhere" }}>
          {name}
        </Title>
        <Badge variant="light" size="sm">
          {t.kind[kind]}
        </Badge>
      </div>
      {!readOnly && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`${name}: ${t.rename}, ${t.remove}`}
            >
              <IconDotsVertical size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPencil size={16} />} onClick={open}>
              {t.rename}
            </Menu.Item>
            <Menu.Item leftSection={<IconCopy size={16} />} onClick={duplicate}>
              {t.duplicate}
            </Menu.Item>
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={16} />}
              onClick={() => remove(name)}
            >
              {t.remove}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <Modal opened={renaming} onClose={close} title={t.rename} closeOnClickOutside={false}>
        {renaming && <RenameForm name={name} onDone={close} onSelect={onSelect} />}
      </Modal>
    </Group>
  );
}

interface RenameFormProps {
  name: string;
  onDone: () => void;
  onSelect: (name: string) => void;
}

function RenameForm({ name, onDone, onSelect }: RenameFormProps) {
  const t = useTexts(PANEL_TEXTS);
  const { problems } = useTexts(TEXTS);
  const doc = useDoc();
  const dispatch = useDispatch();
  const [to, setTo] = useState(name);
  const [withIntent, setWithIntent] = useState(true);
  const tidy = tidyName(to);
  const error = stateNameError(doc, tidy, name);
  const hasIntent = doc.intents.has(name);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (error !== null) return;
    if (tidy !== name) {
      const renamed = dispatch({
        type: "rename_state",
        name,
        to: tidy,
        withIntent: hasIntent && withIntent,
      });
      if (!renamed) return;
      onSelect(tidy);
    }
    onDone();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          data-autofocus
          label={t.name}
          description={t.renameAbout}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          error={error === null ? null : problems[error.problem](error.name)}
        />
        {hasIntent && (
          <Checkbox
            label={t.withIntent}
            checked={withIntent}
            onChange={(event) => setWithIntent(event.currentTarget.checked)}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t.cancel}
          </Button>
          <Button type="submit" disabled={error !== null}>
            {t.rename}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
