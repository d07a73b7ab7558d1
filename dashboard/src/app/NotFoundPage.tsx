import { Button } from "@mantine/core";
import { IconMapOff } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { EmptyState, defineTexts, useDocumentTitle, useTexts } from "@/ui";

const TEXTS = defineTexts({
  en: {
    title: "There is nothing here",
    about: "The address may be mistyped, or what was here has been deleted.",
    home: "To your bots",
  },
  sw: {
    title: "Hakuna kitu hapa",
    about: "Huenda anwani imekosewa, au kilichokuwepo kimefutwa.",
    home: "Nenda kwenye bot zako",
  },
});

/** For an address that leads nowhere. */
export function NotFoundPage() {
  const t = useTexts(TEXTS);
  useDocumentTitle(t.title);
  return (
    <EmptyState
      icon={IconMapOff}
      title={t.title}
      action={
        <Button component={Link} to="/">
          {t.home}
        </Button>
      }
    >
      {t.about}
    </EmptyState>
  );
}
