import { Button, Drawer, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, data, useMay } from "@/api";
import { ErrorNotice, confirm, defineTexts, useTexts } from "@/ui";
import { Section } from "../Section";
import { useMayLeave } from "../unsaved";
import { EndpointForm } from "./EndpointForm";
import { HealthLine, OffNotice } from "./HealthLine";
import { PayloadSection } from "./PayloadSection";
import { SecretModal, SecretSection } from "./SecretSection";
import { TestSection } from "./TestSection";
import type { Endpoint } from "./endpoint";

const TEXTS = defineTexts({
  en: {
    title: "More endpoints",
    about:
      "Other servers that want to know. Each has triggers, a secret and deliveries of its own, and none holds up another.",
    none: "There are none. One is enough for most bots.",
    add: "Add an endpoint",
    new: "New endpoint",
    edit: "Edit",
    editOf: (name: string) => `Edit ${name}`,
    remove: "Remove",
    removeOf: (name: string) => `Remove ${name}`,
    sure: (name: string) => `Remove ${name}?`,
    sureAbout:
      "What was still to be sent there is called off, and its secret is forgotten. This can't be undone.",
    cancel: "Keep it",
    unnamed: "Without a name",
    listener: "Taken by “kauli listen”",
    close: "Close",
    noUrl: "No URL yet",
  },
  sw: {
    title: "Vituo vingine",
    about:
      "Seva nyingine zinazotaka kujua. Kila moja ina vianzishi, siri na utumaji wake, na hakuna inayochelewesha nyingine.",
    none: "Hakuna. Kwa bot nyingi kimoja kinatosha.",
    add: "Ongeza kituo",
    new: "Kituo kipya",
    edit: "Hariri",
    editOf: (name: string) => `Hariri ${name}`,
    remove: "Ondoa",
    removeOf: (name: string) => `Ondoa ${name}`,
    sure: (name: string) => `Uondoe ${name}?`,
    sureAbout:
      "Vilivyobaki kutumwa hapo vitaghairiwa, na siri yake itasahauliwa. Haiwezi kutenduliwa.",
    cancel: "Kibaki",
    unnamed: "Bila jina",
    listener: "Kinachukuliwa na “kauli listen”",
    close: "Funga",
    noUrl: "Bado hakuna URL",
  },
});

interface OtherEndpointsProps {
  botId: number;
  endpoints: readonly Endpoint[];
}

/** The endpoints beside the bot's webhook. */
export function OtherEndpoints({ botId, endpoints }: OtherEndpointsProps) {
  const t = useTexts(TEXTS);
  const may = useMay("editor");
  const [opened, setOpened] = useState<string | null>(null);
  const [dirty, setDirty] = useState(false);
  const [secret, setSecret] = useState<string>();
  const mayLeave = useMayLeave();
  const edited = endpoints.find(({ id }) => id === opened);
  const close = async () => {
    if (dirty && !(await mayLeave())) return;
    setDirty(false);
    setOpened(null);
  };
  return (
    <Section
      title={t.title}
      about={t.about}
      actions={
        may && (
          <Button
            size="xs"
            variant="light"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setOpened("new")}
          >
            {t.add}
          </Button>
        )
      }
    >
      {endpoints.length === 0 && <Text size="sm">{t.none}</Text>}
      {endpoints.map((endpoint) => (
        <Row key={endpoint.id} endpoint={endpoint} onEdit={() => setOpened(endpoint.id)} />
      ))}
      <Drawer
        opened={opened !== null}
        onClose={() => void close()}
        position="right"
        size="xl"
        title={edited ? edited.name || t.unnamed : t.new}
        closeButtonProps={{ "aria-label": t.close }}
      >
        <Stack gap="md">
          {edited && <OffNotice endpoint={edited} />}
          <EndpointForm
            key={opened}
            botId={botId}
            endpoint={edited}
            isDefault={false}
            onDirty={setDirty}
            onMade={(made, endpoint) => {
              setSecret(made);
              setOpened(endpoint.id);
            }}
          />
          {edited && (
            <>
              <SecretSection endpoint={edited} />
              <TestSection endpoint={edited} />
              <PayloadSection endpoint={edited} />
            </>
          )}
        </Stack>
      </Drawer>
      <SecretModal secret={secret} onClose={() => setSecret(undefined)} />
    </Section>
  );
}

function Row({ endpoint, onEdit }: { endpoint: Endpoint; onEdit: () => void }) {
  const t = useTexts(TEXTS);
  const may = useMay("editor");
  const queryClient = useQueryClient();
  const name = endpoint.name || t.unnamed;
  const remove = useMutation({
    mutationFn: () =>
      data(
        api.DELETE("/api/v1/bots/{bot_id}/endpoints/{endpoint_id}", {
          params: { path: { bot_id: endpoint.bot_id, endpoint_id: endpoint.id } },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["bots", endpoint.bot_id] }),
  });
  const ask = async () => {
    const question = {
      title: t.sure(name),
      children: t.sureAbout,
      confirm: t.remove,
      cancel: t.cancel,
    };
    if (await confirm(question)) remove.mutate();
  };
  return (
    <Paper withBorder p="sm">
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <div style={{ minWidth: 0 }}>
            <Title order={3} size="h5">
              {name}
            </Title>
            <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              {endpoint.kind === "listen" ? t.listener : endpoint.url || t.noUrl}
            </Text>
          </div>
          {may && (
            <Group gap="xs">
              {endpoint.kind !== "listen" && (
                <Button
                  size="xs"
                  variant="default"
                  leftSection={<IconPencil size={16} aria-hidden />}
                  aria-label={t.editOf(name)}
                  onClick={onEdit}
                >
                  {t.edit}
                </Button>
              )}
              <Button
                size="xs"
                variant="default"
                leftSection={<IconTrash size={16} aria-hidden />}
                aria-label={t.removeOf(name)}
                loading={remove.isPending}
                onClick={() => void ask()}
              >
                {t.remove}
              </Button>
            </Group>
          )}
        </Group>
        <HealthLine botId={endpoint.bot_id} endpointId={endpoint.id} />
        <OffNotice endpoint={endpoint} />
        {remove.error && <ErrorNotice error={remove.error} />}
      </Stack>
    </Paper>
  );
}
