import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import {
  IconArrowLeft,
  IconBan,
  IconExternalLink,
  IconRefresh,
  IconSend,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type Schema, useMay } from "@/api";
import { ErrorNotice, Page, Waiting, useFormat, useLanguage, useTexts } from "@/ui";
import { Attempts } from "./Attempts";
import classes from "./DeliveryPage.module.css";
import { BodyView } from "./Exchange";
import { TryDialog } from "./TryDialog";
import { type Action, actionsFor, useDeliveryAction } from "./actions";
import { StatusBadge } from "./badges";
import { nextWords } from "./next";
import { PAGE } from "./pageTexts";
import { deliveryQuery } from "./queries";

const ROUTE = "/shell/bots/$botId/deliveries/$deliveryId";
const ICONS = { resend: IconRefresh, sendNow: IconSend, cancel: IconBan } as const;

/** One delivery: where it stands, every attempt, and what can be done about it. */
export function DeliveryPage() {
  const t = useTexts(PAGE);
  const { botId, deliveryId } = useParams({ from: ROUTE });
  const delivery = useQuery({
    ...deliveryQuery(deliveryId),
    // What is finished does not change by itself.
    refetchInterval: ({ state }) => (state.data?.finished_at ?? null) === null && 2_000,
  });
  const back = (
    <Button
      component={Link}
      to={`/bots/${botId}/deliveries`}
      variant="subtle"
      size="compact-sm"
      leftSection={<IconArrowLeft size={16} aria-hidden />}
    >
      {t.back}
    </Button>
  );
  if (!delivery.data)
    return (
      <Page title="" about={back}>
        {delivery.error ? (
          <ErrorNotice error={delivery.error} retry={() => void delivery.refetch()} />
        ) : (
          <Waiting />
        )}
      </Page>
    );
  return <Shown delivery={delivery.data} back={back} />;
}

interface ShownProps {
  delivery: Schema<"DeliveryWithAttempts">;
  back: ReactNode;
}

function Shown({ delivery, back }: ShownProps) {
  const t = useTexts(PAGE);
  const language = useLanguage();
  const may = useMay("editor");
  const [trying, { open, close }] = useDisclosure(false);
  const { run, mutation } = useDeliveryAction(delivery);
  const actions: readonly Action[] = may ? actionsFor(delivery) : [];
  return (
    <Page
      title={t.title(delivery.trigger)}
      about={back}
      actions={
        <>
          {actions.map((action) => {
            const Sign = ICONS[action];
            return (
              <Button
                key={action}
                variant={action === "cancel" ? "default" : "filled"}
                leftSection={<Sign size={18} aria-hidden />}
                loading={mutation.isPending && mutation.variables === action}
                onClick={() => void run(action)}
              >
                {t[action]}
              </Button>
            );
          })}
          {may && (
            <Button
              variant="default"
              leftSection={<IconExternalLink size={18} aria-hidden />}
              onClick={open}
            >
              {t.elsewhere}
            </Button>
          )}
        </>
      }
    >
      {mutation.error && <ErrorNotice error={mutation.error} />}
      <Paper withBorder p="md">
        <Stack gap="sm">
          <Group gap="sm" role="status">
            <StatusBadge status={delivery.status} />
            <Text size="sm">{nextWords(delivery, language)}</Text>
          </Group>
          <Facts delivery={delivery} />
        </Stack>
      </Paper>
      <Title order={2} size="h4">
        {t.attempts}
      </Title>
      {delivery.attempts === null || delivery.attempts.length === 0 ? (
        <Text size="sm">{t.none}</Text>
      ) : (
        <Attempts attempts={delivery.attempts} url={delivery.url} body={delivery.body} />
      )}
      {delivery.body !== null && (
        <Paper withBorder p="md">
          <Title order={2} size="h4" mb="sm">
            {t.body}
          </Title>
          <BodyView body={delivery.body} />
        </Paper>
      )}
      {trying && <TryDialog deliveryId={delivery.id} onClose={close} />}
    </Page>
  );
}

function Facts({ delivery }: { delivery: Schema<"DeliveryWithAttempts"> }) {
  const t = useTexts(PAGE);
  const format = useFormat();
  const botId = delivery.bot_id;
  return (
    <dl className={classes.facts}>
      <Fact name={t.endpoint}>
        {delivery.endpoint_name} · {delivery.url}
      </Fact>
      <Fact name={t.made}>{format.precise(delivery.created_at)}</Fact>
      <Fact name={t.finished}>
        {delivery.finished_at === null ? t.notYet : format.precise(delivery.finished_at)}
      </Fact>
      <Fact name={t.id}>{delivery.id}</Fact>
      <Fact name={t.conversation}>
        {delivery.conversation_id}{" "}
        <Link
          to="/bots/$botId/deliveries"
          params={{ botId }}
          search={{ conversation: delivery.conversation_id }}
        >
          {t.ofConversation}
        </Link>
      </Fact>
      <Fact name={t.place}>{format.number(delivery.sequence)}</Fact>
      {delivery.waits_for !== null && (
        <Fact name={t.waitsFor}>
          <Link
            to="/bots/$botId/deliveries/$deliveryId"
            params={{ botId, deliveryId: delivery.waits_for }}
          >
            {delivery.waits_for}
          </Link>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
