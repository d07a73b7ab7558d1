import { Button, Collapse, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMemo } from "react";
import { diffDocs } from "@/flow/diff";
import { ErrorNotice, Waiting, defineTexts, useTexts } from "@/ui";
import { DiffView } from "./DiffView";
import { DRAFT, useSide } from "./sides";
import { TEXTS as SHARED } from "./texts";

const TEXTS = defineTexts({
  en: {
    changed: (what: string) => `This changes ${what}.`,
    show: "Show the changes",
    hide: "Hide the changes",
  },
  sw: {
    changed: (what: string) => `Kinabadilisha ${what}.`,
    show: "Onyesha mabadiliko",
    hide: "Ficha mabadiliko",
  },
});

interface WhatChangesProps {
  botId: number;
  from: string;
  /** Left out for the draft. */
  to?: string;
}

/** What another version would change, first in short. */
export function WhatChanges({ botId, from, to = DRAFT }: WhatChangesProps) {
  const t = useTexts(TEXTS);
  const shared = useTexts(SHARED);
  const [open, { toggle }] = useDisclosure(false);
  const [before, after] = [useSide(botId, from), useSide(botId, to)];
  const diff = useMemo(
    () => (before.doc && after.doc ? diffDocs(before.doc, after.doc) : null),
    [before.doc, after.doc],
  );
  const failed = [before.query, after.query].find((query) => query?.isError);
  if (failed) return <ErrorNotice error={failed.error} retry={() => void failed.refetch()} />;
  if (diff === null) return <Waiting lines={1} />;
  const { states, intents } = diff;
  if (states.length + intents.length === 0) return <DiffView diff={diff} />;
  return (
    <div>
      <Text size="sm">{t.changed(shared.summary(states.length, intents.length))}</Text>
      <Button
        size="compact-sm"
        variant="subtle"
        px={0}
        my={4}
        onClick={toggle}
        aria-expanded={open}
      >
        {open ? t.hide : t.show}
      </Button>
      <Collapse expanded={open}>
        <DiffView diff={diff} />
      </Collapse>
    </div>
  );
}
