import { Button, Group, Stack, Switch, Tooltip } from "@mantine/core";
import { IconMessageCircle, IconSearchOff } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { EmptyState, ErrorNotice, Page, Waiting, useTexts } from "@/ui";
import { ExportMenu } from "./ExportMenu";
import { type Change, Filters } from "./Filters";
import { Rows } from "./Rows";
import { conversationsQuery } from "./queries";
import type { ConversationSearch } from "./search";
import { TEXTS } from "./texts";

const ROUTE = "/shell/bots/$botId/conversations";

/** Who wrote to a bot, the one who wrote last first. */
export function ConversationsPage() {
  const t = useTexts(TEXTS);
  const { botId } = useParams({ from: ROUTE });
  const search = useSearch({ from: ROUTE });
  const navigate = useNavigate({ from: "/bots/$botId/conversations" });
  const [live, setLive] = useState(true);
  const narrow = (part: Change) => {
    const wanted = Object.entries({ ...search, ...part }).filter(([, value]) => Boolean(value));
    void navigate({ search: Object.fromEntries(wanted), replace: true });
  };
  return (
    <Page
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
          <ExportMenu botId={botId} />
        </>
      }
    >
      <Filters search={search} onChange={narrow} />
      <List
        key={JSON.stringify([botId, search])}
        botId={botId}
        search={search}
        live={live}
        onClear={() => void navigate({ search: {} })}
      />
    </Page>
  );
}

interface ListProps {
  botId: number;
  search: ConversationSearch;
  live: boolean;
  onClear: () => void;
}

function List({ botId, search, live, onClear }: ListProps) {
  const list = useInfiniteQuery({
    ...conversationsQuery(botId, search),
    // All pages that are loaded are asked for again, so the more there are, the rarer.
    refetchInterval: ({ state }) => live && 3_000 * (state.data?.pages.length ?? 1),
  });
  const found = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.error && !list.data)
    return <ErrorNotice error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Waiting lines={6} />;
  if (found.length === 0 && !list.hasNextPage)
    return <Nothing botId={botId} search={search} onClear={onClear} />;
  return (
    <Stack gap="sm">
      {list.error && <ErrorNotice error={list.error} retry={() => void list.refetch()} />}
      {found.length > 0 && <Rows botId={botId} conversations={found} />}
      {list.hasNextPage && (
        <More
          // Where few fit, the server looks through so many at a time and says how to go on.
          short={list.data.pages.at(-1)?.items.length === 0}
          loading={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      )}
    </Stack>
  );
}

interface MoreProps {
  short: boolean;
  loading: boolean;
  onMore: () => void;
}

function More({ short, loading, onMore }: MoreProps) {
  const t = useTexts(TEXTS);
  return (
    <Group justify="center">
      {short && <span role="status">{t.furtherAbout}</span>}
      <Button variant="default" loading={loading} onClick={onMore}>
        {short ? t.further : t.more}
      </Button>
    </Group>
  );
}

function Nothing({ botId, search, onClear }: Omit<ListProps, "live">) {
  const t = useTexts(TEXTS);
  if (Object.keys(search).length > 0)
    return (
      <EmptyState
        icon={IconSearchOff}
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
      icon={IconMessageCircle}
      title={t.emptyTitle}
      action={
        <Button component={Link} to={`/bots/${botId}/settings/website`}>
          {t.toWebsite}
        </Button>
      }
    >
      {t.empty}
    </EmptyState>
  );
}
