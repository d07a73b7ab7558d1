import { Badge, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEditing } from "@/features/editor";
import { Page, useFormat, useTexts } from "@/ui";
import { Missed } from "./Missed";
import { PhrasesTab } from "./PhrasesTab";
import { Tester } from "./Tester";
import { missedCountQuery } from "./queries";
import type { IntentTab } from "./search";
import { TEXTS } from "./texts";

const ROUTE = "/shell/bots/$botId/intents";
const TABS: readonly IntentTab[] = ["phrases", "missed", "try"];

/** What the bot understands: intents and their phrases, what it missed, and how sure it is. */
export function IntentsPage() {
  const t = useTexts(TEXTS);
  const format = useFormat();
  const { botId } = useEditing();
  const { tab = "phrases", intent } = useSearch({ from: ROUTE });
  const navigate = useNavigate({ from: "/bots/$botId/intents" });
  const missed = useQuery(missedCountQuery(botId));
  return (
    <Page wide title={t.title} about={t.about}>
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(picked) => {
          const wanted = TABS.find((one) => one === picked);
          if (wanted) void navigate({ search: (before) => ({ ...before, tab: wanted }) });
        }}
      >
        <Tabs.List mb="md">
          {TABS.map((name) => (
            <Tabs.Tab
              key={name}
              value={name}
              rightSection={
                name === "missed" &&
                missed.data !== undefined &&
                missed.data.count > 0 && (
                  <Badge size="sm" variant="default">
                    {format.number(missed.data.count)}
                    {missed.data.more && "+"}
                  </Badge>
                )
              }
            >
              {t.tabs[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="phrases">
          <PhrasesTab
            selected={intent}
            onSelect={(name) =>
              void navigate({
                search: { tab: "phrases", ...(name !== undefined && { intent: name }) },
                replace: true,
              })
            }
          />
        </Tabs.Panel>
        <Tabs.Panel value="missed">
          <Missed />
        </Tabs.Panel>
        <Tabs.Panel value="try">
          <Tester />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
