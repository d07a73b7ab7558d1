import { ActionIcon, Menu } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import {
  IconCopy,
  IconDots,
  IconDownload,
  IconHistory,
  IconSettings,
  IconTrash,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { Suspense, lazy } from "react";
import { useMay } from "@/api";
import { defineTexts, useTexts } from "@/ui";
import { DeleteBotDialog } from "./DeleteBotDialog";
import { exportAddress } from "./exports";

const DuplicateBotDialog = lazy(() =>
  import("./DuplicateBotDialog").then((module) => ({ default: module.DuplicateBotDialog })),
);

const TEXTS = defineTexts({
  en: {
    actions: (name: string) => `Actions for ${name}`,
    settings: "Settings",
    versions: "Versions",
    duplicate: "Duplicate…",
    yaml: "Export as YAML",
    json: "Export as JSON",
    delete: "Delete…",
  },
  sw: {
    actions: (name: string) => `Vitendo vya ${name}`,
    settings: "Mipangilio",
    versions: "Matoleo",
    duplicate: "Nakili bot…",
    yaml: "Pakua kama YAML",
    json: "Pakua kama JSON",
    delete: "Futa…",
  },
});

interface BotMenuProps {
  bot: { id: number; name: string };
}

/** What can be done with a bot from the list. */
export function BotMenu({ bot }: BotMenuProps) {
  const t = useTexts(TEXTS);
  const editor = useMay("editor");
  const [duplicating, duplicate] = useDisclosure(false);
  const [deleting, remove] = useDisclosure(false);
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t.actions(bot.name)}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconSettings size={16} aria-hidden />}
            renderRoot={(props) => (
              <Link {...props} to="/bots/$botId/settings" params={{ botId: bot.id }} />
            )}
          >
            {t.settings}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconHistory size={16} aria-hidden />}
            renderRoot={(props) => (
              <Link {...props} to="/bots/$botId/versions" params={{ botId: bot.id }} />
            )}
          >
            {t.versions}
          </Menu.Item>
          {editor && (
            <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={duplicate.open}>
              {t.duplicate}
            </Menu.Item>
          )}
          {(["yaml", "json"] as const).map((format) => (
            <Menu.Item
              key={format}
              component="a"
              href={exportAddress(bot.id, format)}
              download
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              {t[format]}
            </Menu.Item>
          ))}
          {editor && (
            <>
              <Menu.Divider />
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={16} aria-hidden />}
                onClick={remove.open}
              >
                {t.delete}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {duplicating && <DuplicateBotDialog bot={bot} onClose={duplicate.close} />}
      </Suspense>
      {deleting && <DeleteBotDialog bot={bot} onClose={remove.close} />}
    </>
  );
}
