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

/** A word in a colour, dark enough on it to be read. */
export function Mark({ color, children }: { color: string; children: string }) {
  const text = `light-dark(color-mix(in srgb, var(--mantine-color-${color}-9) 65%, black), var(--mantine-color-${color}-1))`;
  return (
    <Badge
      variant="light"
      color={color}
      tt="none"
      radius="sm"
      styles={{ root: { flex: "none", color: text } }}
    >
      {children}
    </Badge>
  );
}
