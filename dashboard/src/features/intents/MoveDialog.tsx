import { Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useDispatch } from "@/features/editor";
import { useTexts } from "@/ui";
import { PHRASES } from "./phraseTexts";

interface MoveDialogProps {
  phrase: string;
  from: string;
  intents: string[];
  onClose: () => void;
}

/** Where a phrase belongs instead. */
export function MoveDialog({ phrase, from, intents, onClose }: MoveDialogProps) {
  const t = useTexts(PHRASES);
  const dispatch = useDispatch();
  const [to, setTo] = useState<string | null>(null);
  return (
    <Modal opened onClose={onClose} title={t.moveTitle}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (to !== null && dispatch({ type: "move_phrase", phrase, from, to })) onClose();
        }}
      >
        <Stack>
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            “{phrase}”
          </Text>
          <Select
            data-autofocus
            label={t.moveTo}
            data={intents}
            value={to}
            searchable
            limit={200}
            onChange={setTo}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.cancel}
            </Button>
            <Button type="submit" disabled={to === null}>
              {t.moveDo}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
