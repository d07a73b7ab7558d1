import { Badge } from "@mantine/core";
import { defineTexts, useTexts } from "@/ui";
import type { BotStatus } from "./queries";

const TEXTS = defineTexts({
  en: { draft: "Draft", published: "Published", changed: "Unpublished changes" },
  sw: { draft: "Rasimu", published: "Imechapishwa", changed: "Mabadiliko hayajachapishwa" },
});

const COLORS = { draft: "gray", published: "kauli", changed: "orange" } as const;

/** Whether what a bot answers with is what its authors wrote last. */
export function StatusBadge({ status }: { status: BotStatus }) {
  const t = useTexts(TEXTS);
  return (
    <Badge variant="dot" color={COLORS[status]} tt="none" fw={500} style={{ flexShrink: 0 }}>
      {t[status]}
    </Badge>
  );
}
