import { Divider } from "@mantine/core";
import {
  IconArrowLeft,
  IconChartBar,
  IconChecklist,
  IconGitBranch,
  IconHistory,
  IconMessageCircle,
  IconSend,
  IconSettings,
  IconSpeakerphone,
} from "@tabler/icons-react";
import { useTexts } from "@/ui";
import { NavEntry } from "./NavEntry";
import { TEXTS } from "./texts";

const SECTIONS = [
  { to: "/bots/$botId", name: "flow", icon: IconGitBranch },
  { to: "/bots/$botId/intents", name: "intents", icon: IconSpeakerphone },
  { to: "/bots/$botId/tests", name: "tests", icon: IconChecklist },
  { to: "/bots/$botId/versions", name: "versions", icon: IconHistory },
  { to: "/bots/$botId/conversations", name: "conversations", icon: IconMessageCircle },
  { to: "/bots/$botId/statistics", name: "statistics", icon: IconChartBar },
  { to: "/bots/$botId/deliveries", name: "deliveries", icon: IconSend },
  { to: "/bots/$botId/settings", name: "settings", icon: IconSettings },
] as const;

/** Where to go inside of a bot. */
export function BotNavigation({ botId, onNavigate }: { botId: number; onNavigate: () => void }) {
  const t = useTexts(TEXTS);
  return (
    <>
      <NavEntry
        to="/"
        label={t.allBots}
        leftSection={<IconArrowLeft size={18} aria-hidden />}
        onClick={onNavigate}
      />
      <Divider my={6} />
      {SECTIONS.map(({ to, name, icon: Sign }) => (
        <NavEntry
          key={to}
          to={to}
          params={{ botId }}
          activeOptions={{ exact: to === "/bots/$botId", includeSearch: false }}
          activeProps={{ active: true }}
          label={t[name]}
          leftSection={<Sign size={18} stroke={1.7} aria-hidden />}
          onClick={onNavigate}
        />
      ))}
    </>
  );
}
