import { Button, Menu, ScrollArea, Text } from "@mantine/core";
import { IconBraces } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { api, data } from "@/api";
import { useTexts } from "@/ui";
import { useDoc, useEditing } from "../store/context";
import { rememberedBefore } from "./remembered";
import { PANEL_TEXTS } from "./texts";

const ADDRESS = "/api/v1/bots/{bot_id}/middleware";

/** Puts `{{name}}` or `@name` into a text. */
export function VariableMenu({ state, onPick }: { state: string; onPick: (text: string) => void }) {
  const t = useTexts(PANEL_TEXTS);
  const [opened, setOpened] = useState(false);
  return (
    <Menu
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      width={260}
      returnFocus={false}
    >
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconBraces size={14} aria-hidden />}
        >
          {t.insertVariable}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>{opened && <Variables state={state} onPick={onPick} />}</Menu.Dropdown>
    </Menu>
  );
}

function Variables({ state, onPick }: { state: string; onPick: (text: string) => void }) {
  const t = useTexts(PANEL_TEXTS);
  const { botId } = useEditing();
  const doc = useDoc();
  const remembered = useMemo(() => rememberedBefore(doc, state), [doc, state]);
  const middleware = useQuery({
    queryKey: ["bots", botId, "middleware"],
    queryFn: () => data(api.GET(ADDRESS, { params: { path: { bot_id: botId } } })),
  });
  const asked = middleware.data?.variables ?? [];
  return (
    <ScrollArea.Autosize mah={300}>
      <Menu.Label>{t.remembered}</Menu.Label>
      {remembered.length === 0 && (
        <Text size="sm" c="dimmed" px="sm" pb="xs">
          {t.noVariables}
        </Text>
      )}
      {remembered.map((name) => (
        <Menu.Item key={name} onClick={() => onPick(`{{${name}}}`)}>
          {`{{${name}}}`}
        </Menu.Item>
      ))}
      {asked.length > 0 && <Menu.Label>{t.asked}</Menu.Label>}
      {asked.map(({ name }) => (
        <Menu.Item key={name} onClick={() => onPick(`@${name}`)}>
          {`@${name}`}
        </Menu.Item>
      ))}
    </ScrollArea.Autosize>
  );
}
