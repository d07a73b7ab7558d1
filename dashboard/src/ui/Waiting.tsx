import { Skeleton, Stack, VisuallyHidden } from "@mantine/core";
import { defineTexts, useTexts } from "./texts";

const TEXTS = defineTexts({ en: { waiting: "Loading" }, sw: { waiting: "Inapakia" } });

/** Grey lines where a page's content will be. */
export function Waiting({ lines = 4 }: { lines?: number }) {
  const t = useTexts(TEXTS);
  return (
    <Stack gap="sm" role="status">
      <VisuallyHidden>{t.waiting}</VisuallyHidden>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={44} radius="md" />
      ))}
    </Stack>
  );
}
