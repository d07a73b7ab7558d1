import { ActionIcon, Alert, Button, Group, Stack, Text, Tooltip } from "@mantine/core";
import { IconPlugConnectedX, IconRefresh } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, data, useMay } from "@/api";
import { Mark } from "@/features/deliveries";
import { ErrorNotice, defineTexts, useFormat, useTexts } from "@/ui";
import type { Endpoint } from "./endpoint";
import { healthQuery } from "./queries";

const TEXTS = defineTexts({
  en: {
    refresh: "Look again",
    title: "Switched off by Kauli",
    since: (moment: string) => `Kauli switched it off on ${moment}`,
    reasons: {
      gone: "because its receiver answered 410: it wants no more.",
      failing: "because nothing arrived there for five days.",
    },
    kept: "Nothing is lost: what was meant for it waits and goes out when it is switched on again.",
    on: "Switch it on again",
    conditions: {
      healthy: "Healthy",
      unsteady: "Unsteady",
      behind: "Behind",
      unattended: "Nobody sends",
      failing: "Failing",
      down: "Down",
      resting: "Resting",
      quiet: "Quiet",
      new: "New",
      listening: "Listening",
      off: "Off",
      switched_off: "Switched off",
    },
  },
  sw: {
    refresh: "Angalia tena",
    title: "Imezimwa na Kauli",
    since: (moment: string) => `Kauli iliizima ${moment}`,
    reasons: {
      gone: "kwa sababu mpokeaji alijibu 410: hataki tena.",
      failing: "kwa sababu hakuna kilichofika kwa siku tano.",
    },
    kept: "Hakuna kilichopotea: vilivyokusudiwa kwake vinasubiri, na vitatumwa ikiwashwa tena.",
    on: "Iwashe tena",
    conditions: {
      healthy: "Iko salama",
      unsteady: "Inayumba",
      behind: "Imechelewa",
      unattended: "Hakuna anayetuma",
      failing: "Inashindwa",
      down: "Imeanguka",
      resting: "Inapumzika",
      quiet: "Kimya",
      new: "Mpya",
      listening: "Inasikiliza",
      off: "Imezimwa",
      switched_off: "Imezimwa na Kauli",
    },
  },
});

const COLORS: Readonly<Record<string, string>> = {
  healthy: "green",
  unsteady: "orange",
  behind: "orange",
  unattended: "orange",
  failing: "orange",
  resting: "red",
  down: "red",
  switched_off: "red",
  listening: "blue",
};

/** How an endpoint is doing: a word, and the server's line with all of it. */
export function HealthLine({ botId, endpointId }: { botId: number; endpointId: string }) {
  const t = useTexts(TEXTS);
  const health = useQuery(healthQuery(botId));
  const mine = health.data?.find(({ id }) => id === endpointId);
  if (health.error) return <ErrorNotice error={health.error} retry={() => void health.refetch()} />;
  if (!mine) return null;
  return (
    <Group gap="xs" wrap="nowrap" align="center">
      <Mark color={COLORS[mine.condition] ?? "gray"}>{t.conditions[mine.condition]}</Mark>
      <Text size="sm" style={{ overflowWrap: "anywhere" }} lang="en">
        {mine.line}
      </Text>
      <Tooltip label={t.refresh}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t.refresh}
          loading={health.isFetching}
          onClick={() => void health.refetch()}
        >
          <IconRefresh size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

/** Says that Kauli switched an endpoint off, and undoes it. */
export function OffNotice({ endpoint }: { endpoint: Endpoint }) {
  const t = useTexts(TEXTS);
  const format = useFormat();
  const may = useMay("editor");
  const queryClient = useQueryClient();
  const switchOn = useMutation({
    mutationFn: () =>
      data(
        api.PATCH("/api/v1/bots/{bot_id}/endpoints/{endpoint_id}", {
          params: { path: { bot_id: endpoint.bot_id, endpoint_id: endpoint.id } },
          body: { active: true },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["bots", endpoint.bot_id] }),
  });
  if (endpoint.off_at === null) return null;
  const reason = endpoint.off_reason === "gone" ? t.reasons.gone : t.reasons.failing;
  return (
    <Alert color="red" variant="light" title={t.title} icon={<IconPlugConnectedX aria-hidden />}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">
          {t.since(format.moment(endpoint.off_at))} {reason} {t.kept}
        </Text>
        {switchOn.error && <ErrorNotice error={switchOn.error} />}
        {may && (
          <Button
            size="xs"
            variant="default"
            loading={switchOn.isPending}
            onClick={() => switchOn.mutate()}
          >
            {t.on}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
