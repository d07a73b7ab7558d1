import { Button, Divider, Modal, Stack } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { Operation } from "@/flow/operations";
import { readState } from "@/flow/states";
import { confirm, useTexts } from "@/ui";
import { useDoc } from "../store/context";
import { ChoiceMenuForm } from "./ChoiceMenuForm";
import { StatePicker } from "./StatePicker";
import { PANEL_TEXTS } from "./texts";

interface MenuConnectionProps {
  /** The state that leads to the menu. */
  attachTo: string;
  onConnect: (name: string) => void;
  onCreate: (operations: readonly Operation[]) => void;
  onClose: () => void;
}

/** Connect to Choice Menu: to one that exists, or to a new one. */
export function MenuConnection({ attachTo, onConnect, onCreate, onClose }: MenuConnectionProps) {
  const t = useTexts(PANEL_TEXTS);
  const { flows } = useDoc();
  const [hasMenus] = useState(() =>
    [...flows.values()].some((raw) => readState(raw).kind === "choice"),
  );
  const [making, setMaking] = useState(!hasMenus);
  const [typed, setTyped] = useState(false);
  const leave = async () => {
    const question = {
      title: t.leaveTitle,
      children: t.leaveAbout,
      confirm: t.leave,
      cancel: t.stay,
    };
    if (!typed || (await confirm(question))) onClose();
  };
  return (
    <Modal
      opened
      onClose={() => void leave()}
      title={making ? t.choiceMenu : t.connectToMenu}
      size="lg"
    >
      {making ? (
        <ChoiceMenuForm
          attachTo={attachTo}
          onTyped={() => setTyped(true)}
          onCancel={() => void leave()}
          onSave={onCreate}
        />
      ) : (
        <Stack>
          <StatePicker label={t.pickMenu} kinds="menus" onPick={onConnect} />
          <Divider />
          <Button
            variant="light"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setMaking(true)}
          >
            {t.newMenu}
          </Button>
        </Stack>
      )}
    </Modal>
  );
}
