import { Anchor, Button, Collapse, Group, Paper, Stack, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArrowLeft, IconBrain, IconMessageOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useMay } from "@/api";
import { EmptyState, ErrorNotice, Page, Waiting, useFormat, useTexts } from "@/ui";
import classes from "./Conversation.module.css";
import { ExportMenu } from "./ExportMenu";
import { ForgetButton } from "./ForgetButton";
import { StatusMark } from "./Rows";
import { Transcript } from "./Transcript";
import { type Conversation, conversationQuery } from "./queries";
import { TEXTS } from "./texts";

const ROUTE = "/shell/bots/$botId/conversations/$chatId";

/** One conversation: what was said, what came of it, and what can be done about it. */
export function ConversationPage() {
  const t = useTexts(TEXTS);
  const { botId, chatId } = useParams({ from: ROUTE });
  const may = useMay("editor");
  const found = useQuery({ ...conversationQuery(botId, chatId), refetchInterval: 3_000 });
  return (
    <Page
      title={chatId}
      about={
        <Anchor component={Link} to={`/bots/${botId}/conversations`} size="sm">
          <IconArrowLeft size={14} aria-hidden /> {t.back}
        </Anchor>
      }
      actions={
        found.data && (
          <>
            <ExportMenu botId={botId} chatId={chatId} />
            {may && <ForgetButton botId={botId} chatId={chatId} />}
          </>
        )
      }
    >
      {found.error && !found.data && (
        <ErrorNotice error={found.error} retry={() => void found.refetch()} />
      )}
      {found.isPending && <Waiting />}
      {found.data === null && (
        <EmptyState icon={IconMessageOff} title={t.unknownTitle}>
          {t.unknown}
        </EmptyState>
      )}
      {found.data && (
        <Stack gap="md">
          <About conversation={found.data} />
          <Transcript key={`${botId} ${chatId}`} botId={botId} chatId={chatId} />
        </Stack>
      )}
    </Page>
  );
}

function About({ conversation }: { conversation: Conversation }) {
  const t = useTexts(TEXTS);
  const format = useFormat();
  const [opened, { toggle }] = useDisclosure(false);
  const { status, next_state, channel, created_at, turns, memory } = conversation;
  const remembered = Object.entries(memory);
  return (
    <Paper withBorder p="sm">
      <Group gap="xs" justify="space-between">
        <Group gap="xs">
          <StatusMark status={status} />
          <Text size="sm" className={classes.anywhere}>
            {[
              next_state === "end" ? "" : t.awaits(next_state),
              t.turns(turns),
              `${t.channel}: ${channel}`,
              t.began(format.moment(created_at)),
            ]
              .filter(Boolean)
              .join(" · ")}
          </Text>
        </Group>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconBrain size={16} aria-hidden />}
          aria-expanded={opened}
          onClick={toggle}
        >
          {t.remembered}
        </Button>
      </Group>
      <Collapse expanded={opened}>
        {remembered.length === 0 ? (
          <Text size="sm" c="dimmed" pt="xs">
            {t.rememberedNothing}
          </Text>
        ) : (
          <Table mt="xs" layout="fixed">
            <Table.Tbody>
              {remembered.map(([name, value]) => (
                <Table.Tr key={name}>
                  <Table.Th scope="row" className={classes.anywhere}>
                    {name}
                  </Table.Th>
                  <Table.Td className={classes.anywhere}>{value}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Collapse>
    </Paper>
  );
}
