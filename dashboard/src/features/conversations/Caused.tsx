import { Group, Paper, Text } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Schema } from "@/api";
import { StatusBadge } from "@/features/deliveries";
import { useTexts } from "@/ui";
import classes from "./Conversation.module.css";
import { TEXTS } from "./texts";

interface CausedProps {
  botId: number;
  delivery: Schema<"TurnDelivery">;
}

/** A delivery that a turn caused, and what became of it. */
export function Caused({ botId, delivery }: CausedProps) {
  const t = useTexts(TEXTS);
  const { id, trigger, endpoint_name, url, status, attempts, sentence } = delivery;
  return (
    <Paper withBorder p="xs" className={classes.caused}>
      <Group gap="xs">
        <IconSend size={16} aria-hidden className={classes.sign} />
        <Link
          to="/bots/$botId/deliveries/$deliveryId"
          params={{ botId, deliveryId: id }}
          className={classes.delivery}
        >
          {t.delivery}: {trigger}
        </Link>
        <StatusBadge status={status} />
      </Group>
      <Text size="xs" c="dimmed" className={classes.anywhere}>
        {[endpoint_name || url, attempts > 0 ? t.attempts(attempts) : "", sentence || t.notTried]
          .filter(Boolean)
          .join(" · ")}
      </Text>
    </Paper>
  );
}
