import { Button, Group, Stack, Switch, Text, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconHistory, IconSend } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "@/api";
import { EmptyState, ErrorNotice, Page, Waiting, useTexts } from "@/ui";
import { Filters } from "./Filters";
import { ReplayDialog } from "./ReplayDialog";
import { Rows } from "./Rows";
import { deliveriesQuery } from "./queries";
import type { DeliverySearch } from "./search";
import { TEXTS } from "./texts";

const ROUTE = "/shell/bots/$botId/deliveries";

/** What a bot sent, what is still to go, and what can be done about it. */
export function DeliveriesPage() {
  const t = useTexts(TEXTS);
  const { botId } = useParams({ from: ROUTE });
  const search = useSearch({ from: ROUTE });
  const navigate = useNavigate({ from: "/bots/$botId/deliveries" });
  const may = useMay("editor");
  const [live, setLive] = useState(true);
  const [replaying, { open, close }] = useDisclosure(false);
  const narrow = (part: { [Name in keyof DeliverySearch]?: string | undefined }) => {
    const wanted = Object.entries({ ...search, ...part }).filter(([, value]) => Boolean(value));
    void navigate({ search: Object.fromEntries(wanted), replace: true });
  };
  return (
    <Page
      wide
      title={t.title}
      about={t.about}
      actions={
        <>
          <Tooltip label={live ? t.liveAbout : t.paused}>
            <Switch
              label={t.live}
              checked={live}
              onChange={(event) => setLive(event.currentTarget.checked)}
            />
          </Tooltip>
          {may && (
            <Button
              variant="default"
              leftSection={<IconHistory size={18} aria-hidden />}
              onClick={open}
            >
              {t.replay}
            </Button>
          )}
        </>
      }
    >
      <Filters botId={botId} search={search} onChange={narrow} />
      <List
        key={JSON.stringify([botId, search])}
        botId={botId}
        search={search}
        live={live}
        onClear={() => void navigate({ search: {} })}
      />
      {replaying && <ReplayDialog botId={botId} search={search} onClose={close} />}
    </Page>
  );
}

interface ListProps {
  botId: number;
  search: DeliverySearch;
  live: boolean;
  onClear: () => void;
}

function List({ botId, search, live, onClear }: ListProps) {
  const t = useTexts(TEXTS);
  const list = useInfiniteQuery({
    ...deliveriesQuery(botId, search),
    // All pages that are loaded are asked for again, so the more there are, the rarer.
    refetchInterval: ({ state }) => live && 2_000 * (state.data?.pages.length ?? 1),
  });
  const deliveries = list.data?.pages.flatMap((page) => page.items) ?? [];
  // Ids sort by the time they were made at: what is behind the first one seen is new.
  const [newest, setNewest] = useState<string>();
  if (list.data && newest === undefined) setNewest(deliveries[0]?.id ?? "");
  if (list.error && !list.data)
    return <ErrorNotice error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Waiting lines={6} />;
  if (deliveries.length === 0) return <Nothing botId={botId} search={search} onClear={onClear} />;
  const isNew = ({ id }: { id: string }) => newest !== undefined && id > newest;
  const arrived = deliveries.filter(isNew).length;
  return (
    <Stack gap="sm">
      {list.error && <ErrorNotice error={list.error} retry={() => void list.refetch()} />}
      <Text size="sm" role="status" {...(arrived === 0 && { hidden: true })}>
        {t.arrived(arrived)}
      </Text>
      <Rows deliveries={deliveries} isNew={isNew} />
      {list.hasNextPage && (
        <Group justify="center">
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t.more}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Nothing({ botId, search, onClear }: Omit<ListProps, "live">) {
  const t = useTexts(TEXTS);
  if (Object.keys(search).length > 0)
    return (
      <EmptyState
        icon={IconSend}
        title={t.noneTitle}
        action={
          <Button variant="default" onClick={onClear}>
            {t.clear}
          </Button>
        }
      >
        {t.none}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={IconSend}
      title={t.emptyTitle}
      action={
        <Button component={Link} to={`/bots/${botId}/settings/webhook`}>
          {t.toWebhook}
        </Button>
      }
    >
      {t.empty}
    </EmptyState>
  );
}
