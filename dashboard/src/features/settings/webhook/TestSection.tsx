import { Button, Group, Select, Stack, Switch, Text } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Schema, api, data, useMay } from "@/api";
import { OutcomeBadge, RequestView, ResponseView } from "@/features/deliveries";
import { ErrorNotice, Waiting, defineTexts, useTexts } from "@/ui";
import { Section } from "../Section";
import type { Endpoint } from "./endpoint";

const TEXTS = defineTexts({
  en: {
    title: "Send a test",
    about:
      "One example, signed with the real secret and marked with kauli-test: 1. It is not kept as a delivery and not tried again.",
    trigger: "Example of",
    draft: "From the draft, not from what is published",
    show: "Show what would be sent",
    send: "Send test",
    again: "Send it again",
    noUrl: "Set a URL and save it first; then a test can be sent there.",
    noTrigger: "Pick a trigger above and save it; the test is an example of what it sends.",
    sent: "What came of it",
  },
  sw: {
    title: "Tuma jaribio",
    about:
      "Mfano mmoja, uliosainiwa kwa siri halisi na wenye alama kauli-test: 1. Hauhifadhiwi kama utumaji wala kujaribiwa tena.",
    trigger: "Mfano wa",
    draft: "Kutoka kwenye rasimu, si kilichochapishwa",
    show: "Onyesha kitakachotumwa",
    send: "Tuma jaribio",
    again: "Tuma tena",
    noUrl: "Weka URL na uihifadhi kwanza; kisha jaribio litaweza kutumwa hapo.",
    noTrigger: "Chagua kianzishi hapo juu na uhifadhi; jaribio ni mfano wa kinachotumwa nacho.",
    sent: "Matokeo yake",
  },
});

/** Shows what an endpoint would get, sends it, and shows what came back. */
export function TestSection({ endpoint }: { endpoint: Endpoint }) {
  const t = useTexts(TEXTS);
  const may = useMay("editor");
  const [picked, setPicked] = useState<string | null>(null);
  const [draft, setDraft] = useState(false);
  const [shown, setShown] = useState(false);
  const trigger =
    picked !== null && endpoint.triggers.includes(picked) ? picked : endpoint.triggers[0];
  const path = { bot_id: endpoint.bot_id, endpoint_id: endpoint.id };
  const send = useMutation({
    mutationFn: () =>
      data(
        api.POST("/api/v1/bots/{bot_id}/endpoints/{endpoint_id}/test", {
          params: { path },
          body: { trigger: trigger ?? null, draft },
        }),
      ),
  });
  const missing = endpoint.url === "" ? t.noUrl : trigger === undefined ? t.noTrigger : undefined;
  if (missing !== undefined || trigger === undefined)
    return (
      <Section title={t.title} about={t.about}>
        <Text size="sm">{missing}</Text>
      </Section>
    );
  return (
    <Section title={t.title} about={t.about}>
      <Group align="flex-end" gap="md">
        <Select
          label={t.trigger}
          data={endpoint.triggers}
          value={trigger}
          searchable
          allowDeselect={false}
          onChange={(value) => {
            setPicked(value);
            send.reset();
          }}
        />
        <Switch
          label={t.draft}
          checked={draft}
          mb={8}
          onChange={(event) => setDraft(event.currentTarget.checked)}
        />
      </Group>
      <Group gap="xs">
        {may && (
          <Button
            leftSection={<IconSend size={18} aria-hidden />}
            loading={send.isPending}
            onClick={() => send.mutate()}
          >
            {send.data ? t.again : t.send}
          </Button>
        )}
        <Button variant="default" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {t.show}
        </Button>
      </Group>
      {send.error && <ErrorNotice error={send.error} />}
      {send.data && <Outcome tried={send.data} />}
      {shown && <Shown endpoint={endpoint} trigger={trigger} draft={draft} />}
    </Section>
  );
}

interface ShownProps {
  endpoint: Endpoint;
  trigger: string;
  draft: boolean;
}

function Shown({ endpoint, trigger, draft }: ShownProps) {
  const path = { bot_id: endpoint.bot_id, endpoint_id: endpoint.id };
  const preview = useQuery({
    queryKey: ["bots", endpoint.bot_id, "trial", endpoint, trigger, draft],
    queryFn: () =>
      data(
        api.GET("/api/v1/bots/{bot_id}/endpoints/{endpoint_id}/test", {
          params: { path, query: { trigger, draft } },
        }),
      ),
    retry: false,
  });
  if (preview.error)
    return <ErrorNotice error={preview.error} retry={() => void preview.refetch()} />;
  if (!preview.data) return <Waiting lines={3} />;
  return (
    <RequestView
      url={preview.data.url}
      headers={preview.data.request_headers}
      body={preview.data.request_body}
    />
  );
}

function Outcome({ tried }: { tried: Schema<"Tried"> }) {
  const t = useTexts(TEXTS);
  return (
    <Stack gap="sm" role="status" aria-label={t.sent}>
      <Group gap="xs">
        <OutcomeBadge outcome={tried.outcome} />
        <Text size="sm" lang="en">
          {tried.sentence}
        </Text>
      </Group>
      <ResponseView
        status={tried.http_status}
        durationMs={tried.duration_ms}
        headers={tried.response_headers}
        body={tried.response_body}
        truncated={tried.response_truncated}
      />
    </Stack>
  );
}
