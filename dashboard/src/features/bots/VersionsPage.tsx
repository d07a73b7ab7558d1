import { Button, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { Page, defineTexts, useTexts } from "@/ui";
import { exportAddress } from "./exports";
import { CompareDialog } from "./versions/CompareDialog";
import { DraftSection } from "./versions/DraftSection";
import { History } from "./versions/History";
import type { Pair } from "./versions/sides";

const TEXTS = defineTexts({
  en: {
    title: "Versions",
    about:
      "Whatever you change is a draft until you publish it. A conversation that is under way finishes on the version it began with.",
    export: "Export the draft",
    yaml: "As YAML",
    json: "As JSON",
  },
  sw: {
    title: "Matoleo",
    about:
      "Chochote unachobadilisha ni rasimu hadi ukichapishe. Mazungumzo yanayoendelea humalizikia kwenye toleo yalipoanzia.",
    export: "Pakua rasimu",
    yaml: "Kama YAML",
    json: "Kama JSON",
  },
});

/** A bot's draft and everything that was published of it. */
export function VersionsPage() {
  const t = useTexts(TEXTS);
  const { botId } = useParams({ from: "/shell/bots/$botId" });
  const [compared, compare] = useState<Pair | null>(null);
  const actions = (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />}>
          {t.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(["yaml", "json"] as const).map((format) => (
          <Menu.Item key={format} component="a" href={exportAddress(botId, format)} download>
            {t[format]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
  return (
    <Page title={t.title} about={t.about} actions={actions}>
      <DraftSection botId={botId} onCompare={compare} />
      <History botId={botId} onCompare={compare} />
      {compared && (
        <CompareDialog
          botId={botId}
          pair={compared}
          onPair={compare}
          onClose={() => compare(null)}
        />
      )}
    </Page>
  );
}
