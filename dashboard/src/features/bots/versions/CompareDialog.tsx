import { Group, Modal, NativeSelect, Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { diffDocs } from "@/flow/diff";
import { ErrorNotice, Waiting, defineTexts, useTexts } from "@/ui";
import { versionsQuery } from "../queries";
import { DiffView } from "./DiffView";
import { DRAFT, type Pair, useSide } from "./sides";
import { TEXTS as SHARED } from "./texts";

const TEXTS = defineTexts({
  en: { title: "What is different", from: "From", to: "To" },
  sw: { title: "Kilichobadilika", from: "Kutoka", to: "Hadi" },
});

interface CompareDialogProps {
  botId: number;
  pair: Pair;
  onPair: (pair: Pair) => void;
  onClose: () => void;
}

/** The difference between any two versions, or a version and the draft. */
export function CompareDialog({ botId, pair, onPair, onClose }: CompareDialogProps) {
  const t = useTexts(TEXTS);
  const shared = useTexts(SHARED);
  const versions = useInfiniteQuery(versionsQuery(botId));
  const [from, to] = [useSide(botId, pair.from), useSide(botId, pair.to)];
  const diff = useMemo(
    () => (from.doc && to.doc ? diffDocs(from.doc, to.doc) : null),
    [from.doc, to.doc],
  );
  const options = [
    { value: DRAFT, label: shared.draft },
    ...(versions.data?.pages ?? []).flatMap((page) =>
      page.items.map(({ id, number, note }) => ({
        value: id,
        label: `${shared.version(number)}${note === "" ? "" : `: ${note.slice(0, 60)}`}`,
      })),
    ),
  ];
  const failed = [from.query, to.query].find((query) => query?.isError);
  return (
    <Modal opened onClose={onClose} title={t.title} size="xl">
      <Stack>
        <Group grow preventGrowOverflow={false} gap="sm">
          <NativeSelect
            label={t.from}
            data={options}
            value={pair.from}
            onChange={(event) => onPair({ ...pair, from: event.currentTarget.value })}
          />
          <NativeSelect
            label={t.to}
            data={options}
            value={pair.to}
            onChange={(event) => onPair({ ...pair, to: event.currentTarget.value })}
          />
        </Group>
        {failed && <ErrorNotice error={failed.error} retry={() => void failed.refetch()} />}
        {!failed && diff === null && <Waiting />}
        {diff && <DiffView diff={diff} />}
      </Stack>
    </Modal>
  );
}
