import { IconKey, IconMessages, IconUsers } from "@tabler/icons-react";
import { useMay } from "@/api";
import { useTexts } from "@/ui";
import { NavEntry } from "./NavEntry";
import { TEXTS } from "./texts";

const SECTIONS = [
  { to: "/", name: "bots", icon: IconMessages, needs: "viewer" },
  { to: "/members", name: "members", icon: IconUsers, needs: "viewer" },
  { to: "/keys", name: "keys", icon: IconKey, needs: "admin" },
] as const;

/** Where to go outside of a bot. */
export function HomeNavigation({ onNavigate }: { onNavigate: () => void }) {
  const t = useTexts(TEXTS);
  const admin = useMay("admin");
  return SECTIONS.filter(({ needs }) => admin || needs === "viewer").map(
    ({ to, name, icon: Sign }) => (
      <NavEntry
        key={to}
        to={to}
        activeOptions={{ exact: true }}
        activeProps={{ active: true }}
        label={t[name]}
        leftSection={<Sign size={18} stroke={1.7} aria-hidden />}
        onClick={onNavigate}
      />
    ),
  );
}
