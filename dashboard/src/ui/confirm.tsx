import { Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import type { ReactNode } from "react";

interface Question {
  title: string;
  children: ReactNode;
  /** On the button that does it. */
  confirm: string;
  cancel: string;
  /** Whether it can't be undone: the button is red. */
  danger?: boolean;
}

/** Ask before something is done; answers whether to do it. */
export function confirm({
  title,
  children,
  confirm: yes,
  cancel,
  danger = true,
}: Question): Promise<boolean> {
  return new Promise((resolve) => {
    modals.openConfirmModal({
      title,
      children: (
        <Text size="sm" component="div">
          {children}
        </Text>
      ),
      labels: { confirm: yes, cancel },
      confirmProps: danger ? { color: "red" } : {},
      onConfirm: () => resolve(true),
      onCancel: () => resolve(false),
    });
  });
}
