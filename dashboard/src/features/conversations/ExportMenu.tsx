import { Button, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTexts } from "@/ui";
import { TEXTS } from "./texts";

/** Take what was said along, of a bot or of one person. */
export function ExportMenu({ botId, chatId }: { botId: number; chatId?: string }) {
  const t = useTexts(TEXTS);
  const address = (of: string, format: string) => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const query = new URLSearchParams({ of, format, zone });
    if (chatId !== undefined) query.set("chat_id", chatId);
    return `/api/v1/bots/${botId}/export/conversations?${query.toString()}`;
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />}>
          {t.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t.exportAbout}</Menu.Label>
        <Menu.Item component="a" href={address("messages", "csv")} download>
          {t.exportMessages}
        </Menu.Item>
        <Menu.Item component="a" href={address("answers", "csv")} download>
          {t.exportAnswers}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item component="a" href={address("messages", "json")} download>
          {t.exportJson}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
