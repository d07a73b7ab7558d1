import { Link, Outlet, useParams } from "@tanstack/react-router";
import { Page, defineTexts, useTexts } from "@/ui";
import classes from "./SettingsLayout.module.css";

const TEXTS = defineTexts({
  en: {
    title: "Settings",
    parts: "Parts of the settings",
    general: "General",
    webhook: "Webhook",
    middleware: "Middleware",
    website: "Website",
  },
  sw: {
    title: "Mipangilio",
    parts: "Sehemu za mipangilio",
    general: "Jumla",
    webhook: "Webhook",
    middleware: "Middleware",
    website: "Tovuti",
  },
});

const TABS = [
  { to: "/bots/$botId/settings", name: "general" },
  { to: "/bots/$botId/settings/webhook", name: "webhook" },
  { to: "/bots/$botId/settings/middleware", name: "middleware" },
  { to: "/bots/$botId/settings/website", name: "website" },
] as const;

/** A bot's settings, a page for each part. */
export function SettingsLayout() {
  const t = useTexts(TEXTS);
  const { botId } = useParams({ from: "/shell/bots/$botId" });
  return (
    <Page title={t.title}>
      <nav className={classes.tabs} aria-label={t.parts}>
        {TABS.map(({ to, name }) => (
          <Link
            key={to}
            to={to}
            params={{ botId }}
            activeOptions={{ exact: true }}
            className={classes.tab}
          >
            {t[name]}
          </Link>
        ))}
      </nav>
      <Outlet />
    </Page>
  );
}
