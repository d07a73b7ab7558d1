import { Button, Modal, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useTexts } from "@/ui";
import { useDispatch, useDoc, useEditing } from "../store/context";
import { CreateStateForm } from "./CreateStateForm";
import { IntentField } from "./IntentField";
import { PANEL_TEXTS } from "./texts";

/** A name that leads nowhere: an intent without a state, or a state that is gone. */
export function MissingState({
  name,
  onSelect,
}: {
  name: string;
  onSelect: (name: string) => void;
}) {
  const t = useTexts(PANEL_TEXTS);
  const { readOnly } = useEditing();
  const { intents } = useDoc();
  const dispatch = useDispatch();
  const [creating, { open, close }] = useDisclosure(false);
  return (
    <Stack gap="md">
      <Title order={2} size="h4" style={{ overflowWrap: "anywhere" }}>
        {name}
      </Title>
      <Text>{intents.has(name) ? t.unanswered : t.gone}</Text>
      {!readOnly && (
        <Button
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={open}
          style={{ alignSelf: "flex-start" }}
        >
          {t.createMissing}
        </Button>
      )}
      <IntentField name={name} />
      <Modal opened={creating} onClose={close} title={t.createState} closeOnClickOutside={false}>
        {creating && (
          <CreateStateForm
            suggested={name}
            onCancel={close}
            onSave={(made) => {
              if (dispatch({ type: "create_state", ...made })) onSelect(made.name);
              close();
            }}
          />
        )}
      </Modal>
    </Stack>
  );
}
