import { Box, Button, Container, Group, Portal, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Outlet, useParams } from "@tanstack/react-router";
import { Suspense, lazy } from "react";
import { StatusBadge, botQuery, statusOf } from "@/features/bots";
import { EditorProvider } from "@/features/editor";
import { ErrorNotice, Waiting, useTexts } from "@/ui";
import { TEXTS } from "./texts";

const TrialDrawer = lazy(() =>
  import("@/features/trial/TrialDrawer").then((module) => ({ default: module.TrialDrawer })),
);

/** Around every page of a bot: its name, its draft, and the live test. */
export function BotLayout() {
  const t = useTexts(TEXTS);
  const { botId } = useParams({ from: "/shell/bots/$botId" });
  const [testing, { toggle, close }] = useDisclosure(false);
  const bot = useQuery(botQuery(botId));
  // What is open stays open when asking again fails: somebody may be typing.
  if (bot.error && !bot.data) {
    return (
      <Container size="sm" py="xl">
        <ErrorNotice error={bot.error} retry={() => void bot.refetch()} />
      </Container>
    );
  }
  if (!bot.data) {
    return (
      <Container py="xl">
        <Waiting />
      </Container>
    );
  }
  return (
    <EditorProvider key={botId} botId={botId}>
      <Portal target="#shell-title">
        <Group gap="xs" wrap="nowrap">
          <Text fw={600} truncate title={bot.data.name}>
            {bot.data.name}
          </Text>
          <Box visibleFrom="sm">
            <StatusBadge status={statusOf(bot.data)} />
          </Box>
        </Group>
      </Portal>
      <Portal target="#shell-actions">
        <Button
          size="xs"
          variant={testing ? "filled" : "light"}
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          onClick={toggle}
          aria-expanded={testing}
        >
          {testing ? t.closeTest : t.test}
        </Button>
      </Portal>
      <Outlet />
      <Suspense>{testing && <TrialDrawer botId={botId} onClose={close} />}</Suspense>
    </EditorProvider>
  );
}
