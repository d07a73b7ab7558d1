import { Badge, Group, Paper, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useFormat, useTexts } from "@/ui";
import classes from "./Rows.module.css";
import type { Conversation } from "./queries";
import { TEXTS } from "./texts";

interface RowsProps {
  botId: number;
  conversations: readonly Conversation[];
}

/** Conversations below each other, each with what was said last. */
export function Rows({ botId, conversations }: RowsProps) {
  return (
    <Paper withBorder component="ul" className={classes.rows}>
      {conversations.map((one) => (
        <Row key={one.conversation_id} botId={botId} conversation={one} />
      ))}
    </Paper>
  );
}

function Row({ botId, conversation }: { botId: number; conversation: Conversation }) {
  const t = useTexts(TEXTS);
  const format = useFormat();
  const { chat_id, status, last, next_state, turns, channel, updated_at } = conversation;
  return (
    <li className={classes.row}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="baseline">
        <Link
          to="/bots/$botId/conversations/$chatId"
          params={{ botId, chatId: chat_id }}
          className={classes.link}
        >
          {chat_id}
        </Link>
        <Text
          size="sm"
          c="dimmed"
          className={classes.when}
          component="time"
          dateTime={updated_at}
          title={format.precise(updated_at)}
        >
          {format.ago(updated_at)}
        </Text>
      </Group>
      {last && (
        <div className={classes.said}>
          <Text size="sm" truncate>
            {t.them}: {preview(last, t)}
          </Text>
          {last.reply !== "" && (
            <Text size="sm" c="dimmed" truncate>
              {t.bot}: {last.reply}
            </Text>
          )}
        </div>
      )}
      <Group gap="xs" mt={6}>
        <StatusMark status={status} />
        <Text size="xs" c="dimmed" className={classes.about}>
          {[
            next_state === "end" ? "" : t.awaits(next_state),
            t.turns(turns),
            channel === "general" ? "" : channel,
          ]
            .filter(Boolean)
            .join(" · ")}
        </Text>
      </Group>
    </li>
  );
}

/** Whether somebody is expected to answer. */
export function StatusMark({ status }: { status: Conversation["status"] }) {
  const t = useTexts(TEXTS);
  const color = status === "waiting" ? "blue" : "gray";
  return (
    <Badge
      variant="light"
      color={color}
      tt="none"
      radius="sm"
      styles={{
        root: {
          flex: "none",
          color: `light-dark(var(--mantine-color-${color}-9), var(--mantine-color-${color}-2))`,
        },
      }}
    >
      {t.statuses[status]}
    </Badge>
  );
}

type Words = (typeof TEXTS)["en"];

/** A message in a line; what is not text says what it is. */
export function preview(
  { message, message_type }: { message: string; message_type: string },
  t: Words,
): string {
  const type = Object.entries(t.types).find(([known]) => known === message_type)?.[1];
  const text = message.replaceAll(/\s+/g, " ").trim();
  return type === undefined ? text : `${t.of(type)} ${text}`.trim();
}
