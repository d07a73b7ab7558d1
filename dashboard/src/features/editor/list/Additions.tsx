import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useTexts } from "@/ui";
import { CreateStateForm } from "../panel/CreateStateForm";
import { useDispatch } from "../store/context";
import { CreateIntentForm } from "./CreateIntentForm";
import { LIST_TEXTS } from "./texts";

interface AddIntentButtonProps {
  label: string;
  large?: boolean;
  onAdded: (name: string) => void;
}

/** Adds an intent, and the state that answers it. */
export function AddIntentButton({ label, large = false, onAdded }: AddIntentButtonProps) {
  const t = useTexts(LIST_TEXTS);
  const [adding, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button
        size={large ? "md" : "xs"}
        leftSection={<IconPlus size={large ? 18 : 14} aria-hidden />}
        onClick={open}
      >
        {label}
      </Button>
      <Modal opened={adding} onClose={close} title={t.addIntent} closeOnClickOutside={false}>
        {adding && (
          <CreateIntentForm
            onCancel={close}
            onSaved={(name) => {
              onAdded(name);
              close();
            }}
          />
        )}
      </Modal>
    </>
  );
}

/** Adds a state to which nothing leads yet. */
export function AddStateButton({ onAdded }: { onAdded: (name: string) => void }) {
  const t = useTexts(LIST_TEXTS);
  const dispatch = useDispatch();
  const [adding, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button
        size="xs"
        variant="light"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={open}
      >
        {t.addState}
      </Button>
      <Modal opened={adding} onClose={close} title={t.createState} closeOnClickOutside={false}>
        {adding && (
          <CreateStateForm
            onCancel={close}
            onSave={(made) => {
              if (dispatch({ type: "create_state", ...made })) onAdded(made.name);
              close();
            }}
          />
        )}
      </Modal>
    </>
  );
}
