import { Badge } from "@mantine/core";
import { useTexts } from "@/ui";
import type { Status } from "./search";
import { WORDS } from "./words";

const COLORS: Record<Status, string> = {
  pending: "gray",
  sending: "blue",
  delivered: "green",
  failed: "orange",
  exhausted: "red",
  cancelled: "gray",
};

/** Where a delivery stands, as a word in a colour. */
export function StatusBadge({ status }: { status: Status }) {
  const t = useTexts(WORDS);
  return <Mark color={COLORS[status]}>{t.statuses[status]}</Mark>;
}

/** What came of an attempt. */
export function OutcomeBadge({ outcome }: { outcome: string }) {
  const { outcomes } = useTexts(WORDS);
  const known = Object.entries(outcomes).find(([code]) => code === outcome);
  return <Mark color={outcome === "delivered" ? "green" : "red"}>{known?.[1] ?? outcome}</Mark>;
}

function Mark({ color, children }: { color: string; children: string }) {
  return (
    <Badge
      variant="light"
      color={color}
      tt="none"
      radius="sm"
      styles={{
        root: {
          flex: "none",
          color: `light-dark(var(--mantine-color-${color}-9), var(--mantine-color-${color}-2))`,
        },
      }}
    >
      {children}
    </Badge>
  );
}
