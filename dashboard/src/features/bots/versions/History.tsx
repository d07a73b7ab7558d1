import { Button, Stack, Title } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { EmptyState, ErrorNotice, Waiting, defineTexts, useTexts } from "@/ui";
import { versionsQuery } from "../queries";
import classes from "./History.module.css";
import { VersionRow } from "./VersionRow";
import { DRAFT, type Pair } from "./sides";

const TEXTS = defineTexts({
  en: {
    title: "What was published",
    none: "Nothing was published yet",
    noneAbout:
      "Each time you publish, the flow is kept here as a version that never changes. You can see what is different between any two, and go back.",
    more: "Show older versions",
  },
  sw: {
    title: "Yaliyochapishwa",
    none: "Hakuna kilichochapishwa bado",
    noneAbout:
      "Kila unapochapisha, mtiririko huhifadhiwa hapa kama toleo lisilobadilika. Unaweza kuona tofauti kati ya matoleo yoyote mawili, na kurudi nyuma.",
    more: "Onyesha matoleo ya zamani",
  },
});

interface HistoryProps {
  botId: number;
  onCompare: (pair: Pair) => void;
}

/** Every version of a bot, newest first. */
export function History({ botId, onCompare }: HistoryProps) {
  const t = useTexts(TEXTS);
  const versions = useInfiniteQuery(versionsQuery(botId));
  if (versions.isPending) return <Waiting />;
  if (versions.isError && !versions.data)
    return <ErrorNotice error={versions.error} retry={() => void versions.refetch()} />;
  const all = versions.data.pages.flatMap((page) => page.items);
  if (all.length === 0)
    return (
      <EmptyState icon={IconHistory} title={t.none}>
        {t.noneAbout}
      </EmptyState>
    );
  return (
    <Stack component="section" gap="sm" aria-label={t.title}>
      <Title order={2} size="h4">
        {t.title}
      </Title>
      <ol className={classes.list}>
        {all.map((version, place) => (
          <VersionRow
            key={version.id}
            botId={botId}
            version={version}
            newest={place === 0}
            onCompare={() => onCompare(pairOf(version.id, all[place + 1]?.id))}
          />
        ))}
      </ol>
      {versions.hasNextPage && (
        <Button
          variant="default"
          style={{ alignSelf: "center" }}
          loading={versions.isFetchingNextPage}
          onClick={() => void versions.fetchNextPage()}
        >
          {t.more}
        </Button>
      )}
    </Stack>
  );
}

/** A version beside the one before it; the first one beside the draft. */
function pairOf(id: string, before: string | undefined): Pair {
  return before === undefined ? { from: id, to: DRAFT } : { from: before, to: id };
}
