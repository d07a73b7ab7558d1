import { MantineProvider } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { DialogWords } from "./DialogWords";
import { LanguageProvider } from "./LanguageProvider";
import { SignedOutGuard } from "./SignedOutGuard";
import { queryClient } from "./queries";
import { router } from "./router";
import { resolveVariables, theme } from "./theme";

/** The dashboard with everything around it. */
export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      defaultColorScheme="auto"
    >
      <LanguageProvider>
        <DialogWords>
          <QueryClientProvider client={queryClient}>
            <ModalsProvider>
              <Notifications position="bottom-left" />
              <RouterProvider router={router} />
              <SignedOutGuard />
            </ModalsProvider>
          </QueryClientProvider>
        </DialogWords>
      </LanguageProvider>
    </MantineProvider>
  );
}
