import { ActionIcon, Button, Group, Menu, Modal, Text } from "@mantine/core";
import { IconLink, IconPlus, IconListDetails, IconX } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { END } from "@/flow/states";
import { useTexts } from "@/ui";
import { useDoc } from "../store/context";
import { CreateStateForm, type NewState } from "./CreateStateForm";
import { StatePicker } from "./StatePicker";
import { Target } from "./Target";
import { PANEL_TEXTS } from "./texts";

interface ConnectControlProps {
  /** What leads on: the name of a state, or the text of a choice. */
  of: string;
  /** Where it leads now: the name of a state, `end`, or empty. */
  target: string;
  /** What is said where it leads nowhere. */
  idle?: ReactNode;
  /** A name for a state that is made here. */
  suggested?: string;
  /** One of many: less loud. */
  quiet?: boolean;
  /** A state that does not exist yet, but will. */
  pending?: boolean;
  /** The dialog that connects to a choice menu, where one may come next. */
  menus?: (close: () => void) => ReactNode;
  onConnect: (target: string) => void;
  onCreate: (state: NewState) => void;
  onDisconnect: () => void;
  /** Go to the state it leads to. */
  onSelect?: (name: string) => void;
}

type Dialog = "state" | "create" | "menu";

/** Connect, reconnect, disconnect: where something leads. */
export function ConnectControl({ suggested = "", ...props }: ConnectControlProps) {
  const { of, target, pending = false } = props;
  const t = useTexts(PANEL_TEXTS);
  const doc = useDoc();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const connected = target !== "" && target !== END;
  const missing = connected && !pending && !doc.flows.has(target);
  return (
    <div style={{ minWidth: 0 }}>
      {!connected && (
        <Text
          size={props.quiet === true ? "xs" : "sm"}
          mb={6}
          component="div"
          style={{ overflowWrap: "anywhere" }}
        >
          {props.idle ?? t.nobody}
        </Text>
      )}
      <Group gap="xs">
        {connected && (
          <Target name={target} pending={pending} missing={missing} onSelect={props.onSelect} />
        )}
        <ConnectMenu {...props} connected={connected} onPick={setDialog} />
        {connected && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`${t.disconnect} ${of}`}
            onClick={props.onDisconnect}
          >
            <IconX size={16} />
          </ActionIcon>
        )}
      </Group>
      {missing && (
        <Group gap="xs" mt={4}>
          <Text size="xs" c="var(--mantine-color-error)" style={{ overflowWrap: "anywhere" }}>
            {t.missing(target)}
          </Text>
          <Button size="compact-xs" variant="subtle" onClick={() => setDialog("create")}>
            {t.createMissing}
          </Button>
        </Group>
      )}
      <Dialogs
        {...props}
        dialog={dialog}
        suggested={missing ? target : suggested}
        onClose={() => setDialog(null)}
      />
    </div>
  );
}

interface ConnectMenuProps extends ConnectControlProps {
  connected: boolean;
  onPick: (dialog: Dialog) => void;
}

/** What it can be connected to. */
function ConnectMenu({ of, connected, menus, quiet, onPick }: ConnectMenuProps) {
  const t = useTexts(PANEL_TEXTS);
  const verb = connected ? t.reconnect : t.connect;
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button
          size={quiet === true ? "compact-xs" : "compact-sm"}
          variant={connected || quiet === true ? "subtle" : "filled"}
          leftSection={<IconLink size={14} aria-hidden />}
          aria-label={`${verb} ${of}`}
        >
          {verb}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconLink size={16} />} onClick={() => onPick("state")}>
          {t.connectToState}
        </Menu.Item>
        <Menu.Item leftSection={<IconPlus size={16} />} onClick={() => onPick("create")}>
          {t.createState}
        </Menu.Item>
        {menus !== undefined && (
          <Menu.Item leftSection={<IconListDetails size={16} />} onClick={() => onPick("menu")}>
            {t.connectToMenu}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

interface DialogsProps extends Omit<ConnectControlProps, "suggested"> {
  dialog: Dialog | null;
  /** A name for a new state. */
  suggested: string;
  onClose: () => void;
}

function Dialogs({ dialog, suggested, onClose, menus, ...props }: DialogsProps) {
  const t = useTexts(PANEL_TEXTS);
  const connect = (name: string) => {
    props.onConnect(name);
    onClose();
  };
  return (
    <>
      <Modal opened={dialog === "state"} onClose={onClose} title={t.connectToState}>
        <StatePicker
          label={t.pickState}
          kinds={menus === undefined ? "states" : "any"}
          onPick={connect}
        />
      </Modal>
      <Modal
        opened={dialog === "create"}
        onClose={onClose}
        title={t.createState}
        closeOnClickOutside={false}
      >
        {dialog === "create" && (
          <CreateStateForm
            suggested={suggested}
            onCancel={onClose}
            onSave={(state) => {
              props.onCreate(state);
              onClose();
            }}
          />
        )}
      </Modal>
      {dialog === "menu" && menus?.(onClose)}
    </>
  );
}
