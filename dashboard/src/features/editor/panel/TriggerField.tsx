import { Anchor, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, data } from "@/api";
import { useTexts } from "@/ui";
import { useDoc, useEditing } from "../store/context";
import { PANEL_TEXTS } from "./texts";

/** Whether a state, or the intent of its name, triggers a webhook, and where to change it. */
export function TriggerField({ name }: { name: string }) {
  const t = useTexts(PANEL_TEXTS);
  const { botId } = useEditing();
  const { intents } = useDoc();
  const endpoints = useQuery({
    queryKey: ["bots", botId, "endpoints"],
    queryFn: async () => {
      const params = { path: { bot_id: botId } };
      return (await data(api.GET("/api/v1/bots/{bot_id}/endpoints", { params }))).items;
    },
  });
  const triggered = endpoints.data?.filter(({ triggers }) => triggers.includes(name));
  if (triggered === undefined) return null;
  return (
    <Stack gap={4}>
      <Title order={3} size="h6">
        {t.webhook}
      </Title>
      <Text size="sm">
        {triggered.length === 0
          ? t.triggersNothing
          : intents.has(name)
            ? t.triggersAtEnd
            : t.triggersAtOnce}
      </Text>
      {triggered.map(({ id, url, active }) => (
        <Text key={id} size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {active ? url : t.switchedOff(url)}
        </Text>
      ))}
      <Anchor
        size="sm"
        renderRoot={(props) => (
          <Link to="/bots/$botId/settings/webhook" params={{ botId }} {...props} />
        )}
      >
        {t.toWebhook}
      </Anchor>
    </Stack>
  );
}
