import { MantineThemeProvider, createTheme } from "@mantine/core";
import { type ReactNode, useMemo } from "react";
import { defineTexts, useTexts } from "@/ui";

const TEXTS = defineTexts({ en: { close: "Close" }, sw: { close: "Funga" } });

/** Names the closing buttons of all dialogs, in the language of the interface. */
export function DialogWords({ children }: { children: ReactNode }) {
  const { close } = useTexts(TEXTS);
  const theme = useMemo(
    () =>
      createTheme({
        components: {
          Modal: { defaultProps: { centered: true, closeButtonProps: { "aria-label": close } } },
          // A header outside of the page's landmarks would be a second banner.
          ModalHeader: { defaultProps: { component: "div" } },
          Notification: { defaultProps: { closeButtonProps: { "aria-label": close } } },
        },
      }),
    [close],
  );
  return <MantineThemeProvider theme={theme}>{children}</MantineThemeProvider>;
}
