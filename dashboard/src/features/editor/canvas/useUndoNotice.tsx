import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useCallback } from "react";
import { useTexts } from "@/ui";
import { useEditing } from "../store/context";
import { ACTION_TEXTS } from "./actionTexts";

/**
 * Say what was done, with a button that takes it back. Without a way of its own, the last edit is
 * taken back, so that the notice goes away with the next one.
 */
export function useUndoNotice(): (message: string, takeBack?: () => void) => void {
  const t = useTexts(ACTION_TEXTS);
  const { store } = useEditing();
  return useCallback(
    (message, takeBack) => {
      const { past } = store.get().history;
      const stop = store.subscribe(() => {
        if (takeBack === undefined && store.get().history.past !== past) hide();
      });
      const hide = () => {
        stop();
        notifications.hide(id);
      };
      const id = notifications.show({
        autoClose: 8_000,
        onClose: stop,
        message: (
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm" style={{ overflowWrap: "anywhere" }}>
              {message}
            </Text>
            <Button
              size="compact-sm"
              variant="light"
              onClick={() => {
                hide();
                if (takeBack) takeBack();
                else store.undo();
              }}
            >
              {t.undo}
            </Button>
          </Group>
        ),
      });
    },
    [store, t],
  );
}
