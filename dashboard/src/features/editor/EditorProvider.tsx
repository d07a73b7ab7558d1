import { Container } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo } from "react";
import { api, data, useMay } from "@/api";
import { ErrorNotice, Waiting } from "@/ui";
import { SavingNotices } from "./SavingNotices";
import { localBackup } from "./store/backup";
import { EditingContext } from "./store/context";
import { type Draft, draftServer } from "./store/draft";
import { EditorStore } from "./store/editor";
import { LayoutStore, type Moves, type Positions } from "./store/layout";

/** How often is looked for what others do; milliseconds. */
const LOOK = 4_000;

/** Keeps the bot's draft for all of its pages, saves it, and takes in what others do. */
export function EditorProvider({ botId, children }: { botId: number; children: ReactNode }) {
  const loaded = useQuery({
    queryKey: ["editor", botId],
    queryFn: async () => {
      const [draft, positions] = await Promise.all([
        draftServer(botId).fetch(),
        fetchPositions(botId),
      ]);
      return { draft, positions };
    },
    // From here on the store knows better than a second answer would.
    staleTime: "static",
    gcTime: 0,
    structuralSharing: false,
  });
  if (loaded.error) {
    return (
      <Container size="sm" py="xl">
        <ErrorNotice error={loaded.error} retry={() => void loaded.refetch()} />
      </Container>
    );
  }
  if (!loaded.data) {
    return (
      <Container py="xl">
        <Waiting />
      </Container>
    );
  }
  return (
    <Open botId={botId} {...loaded.data}>
      {children}
    </Open>
  );
}

interface OpenProps {
  botId: number;
  draft: Draft;
  positions: Positions;
  children: ReactNode;
}

function Open({ botId, draft, positions, children }: OpenProps) {
  const readOnly = !useMay("editor");
  const editing = useMemo(
    () => ({
      botId,
      readOnly,
      store: new EditorStore(draft, {
        server: draftServer(botId),
        backup: localBackup(botId),
        now: Date.now,
        later,
      }),
      layout: new LayoutStore(positions, (moves) => savePositions(botId, moves), later),
    }),
    [botId, draft, positions, readOnly],
  );
  const { store, layout } = editing;
  useEffect(() => {
    const look = setInterval(() => {
      if (document.visibilityState === "visible") void store.poll();
    }, LOOK);
    const leave = (event: BeforeUnloadEvent) => {
      store.keep();
      void store.flush();
      void layout.flush();
      if (store.unsaved) event.preventDefault();
    };
    const hide = () => store.keep();
    const back = () => void store.flush();
    window.addEventListener("beforeunload", leave);
    window.addEventListener("pagehide", hide);
    window.addEventListener("online", back);
    return () => {
      clearInterval(look);
      window.removeEventListener("beforeunload", leave);
      window.removeEventListener("pagehide", hide);
      window.removeEventListener("online", back);
      store.keep();
      void store.flush();
      void layout.flush();
    };
  }, [store, layout]);
  return (
    <EditingContext value={editing}>
      {children}
      <SavingNotices />
    </EditingContext>
  );
}

function later(milliseconds: number, what: () => void): () => void {
  const timer = setTimeout(what, milliseconds);
  return () => clearTimeout(timer);
}

const ADDRESS = "/api/v1/bots/{bot_id}/layout";

async function fetchPositions(botId: number): Promise<Positions> {
  const layout = await data(api.GET(ADDRESS, { params: { path: { bot_id: botId } } }));
  return new Map(
    Object.entries(layout.positions).map(([name, [x = 0, y = 0]]) => [name, [x, y] as const]),
  );
}

async function savePositions(botId: number, moves: Moves): Promise<void> {
  const positions = Object.fromEntries(
    [...moves].map(([name, place]) => [name, place === null ? null : [...place]]),
  );
  await data(
    api.PATCH(ADDRESS, {
      params: { path: { bot_id: botId } },
      body: { positions },
    }),
  );
}
