import { Button } from "@mantine/core";
import { useTexts } from "@/ui";
import { TEXTS } from "./texts";

/** Shows what a list left out so far. */
export function MoreButton({ count, onClick }: { count: number; onClick: () => void }) {
  const t = useTexts(TEXTS);
  return (
    <Button size="compact-sm" variant="subtle" onClick={onClick}>
      {t.more(count)}
    </Button>
  );
}
