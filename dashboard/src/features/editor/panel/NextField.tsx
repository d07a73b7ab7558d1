import { Stack, Text, Title } from "@mantine/core";
import { useTexts } from "@/ui";
import { useDispatch } from "../store/context";
import { ConnectControl } from "./ConnectControl";
import { MenuConnection } from "./MenuConnection";
import { PANEL_TEXTS } from "./texts";

interface NextFieldProps {
  name: string;
  /** The name of a state, or `end`. */
  next: string;
  onSelect: (name: string) => void;
}

/** Which state takes the answer. */
export function NextField({ name, next, onSelect }: NextFieldProps) {
  const t = useTexts(PANEL_TEXTS);
  const dispatch = useDispatch();
  const source = { from: "state", state: name } as const;
  return (
    <Stack gap={6}>
      <div>
        <Title order={3} size="h6">
          {t.next}
        </Title>
        <Text size="xs" c="dimmed">
          {t.nextAbout}
        </Text>
      </div>
      <ConnectControl
        of={name}
        target={next}
        menus={(close) => (
          <MenuConnection
            attachTo={name}
            onClose={close}
            onConnect={(target) => {
              dispatch({ type: "connect", source, target });
              close();
            }}
            onCreate={(operations) => {
              dispatch({ type: "together", operations });
              close();
            }}
          />
        )}
        onSelect={onSelect}
        onConnect={(target) => dispatch({ type: "connect", source, target })}
        onCreate={(state) =>
          dispatch({ type: "create_state", ...state, from: source, after: name })
        }
        onDisconnect={() => dispatch({ type: "disconnect", source })}
      />
    </Stack>
  );
}
