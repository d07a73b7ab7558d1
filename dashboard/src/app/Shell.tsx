import {
  ActionIcon,
  AppShell,
  Burger,
  Group,
  Menu,
  Text,
  UnstyledButton,
  useMantineColorScheme,
} from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown, IconLanguage, IconMoon, IconSun } from "@tabler/icons-react";
import { Link, Outlet, useParams } from "@tanstack/react-router";
import { use, useRef } from "react";
import { useSession } from "@/api";
import { SignOutItem } from "@/features/account";
import { LANGUAGES, LanguageContext, useTexts } from "@/ui";
import { BotNavigation } from "./BotNavigation";
import { HomeNavigation } from "./HomeNavigation";
import classes from "./Shell.module.css";
import { TEXTS } from "./texts";

/** Header, navigation and the page; for whoever is signed in. */
export function Shell() {
  const t = useTexts(TEXTS);
  const [opened, { toggle, close }] = useDisclosure(false);
  const main = useRef<HTMLElement>(null);
  const { botId } = useParams({ strict: false });
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 216, breakpoint: "sm", collapsed: { mobile: !opened } }}
      classNames={{ main: classes.main }}
    >
      <button type="button" className={classes.skip} onClick={() => main.current?.focus()}>
        {t.skip}
      </button>
      <AppShell.Header className={classes.header}>
        <Group gap="sm" wrap="nowrap" className={classes.left}>
          <Burger
            opened={opened}
            onClick={toggle}
            hiddenFrom="sm"
            size="sm"
            aria-label={opened ? t.closeMenu : t.openMenu}
            aria-expanded={opened}
          />
          <Link to="/" className={classes.brand} aria-label={`Kauli: ${t.bots}`}>
            <img src="/favicon.svg" alt="" width={28} height={28} />
            <Text fw={700} component="span" visibleFrom="xs">
              Kauli
            </Text>
          </Link>
          <div id="shell-title" className={classes.slot} />
        </Group>
        <Group gap={4} wrap="nowrap">
          <div id="shell-actions" className={classes.actions} />
          <LanguageMenu />
          <SchemeButton />
          <AccountMenu />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar aria-label={t.navigation} p="xs">
        {botId === undefined ? (
          <HomeNavigation onNavigate={close} />
        ) : (
          <BotNavigation botId={botId} onNavigate={close} />
        )}
      </AppShell.Navbar>
      <AppShell.Main ref={main} tabIndex={-1}>
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}

function LanguageMenu() {
  const t = useTexts(TEXTS);
  const { language, setLanguage } = use(LanguageContext);
  const other = language === "en" ? "sw" : "en";
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      onClick={() => setLanguage(other)}
      aria-label={t.switchTo(LANGUAGES[other])}
      title={t.switchTo(LANGUAGES[other])}
    >
      <IconLanguage size={20} aria-hidden />
    </ActionIcon>
  );
}

function SchemeButton() {
  const t = useTexts(TEXTS);
  const { toggleColorScheme } = useMantineColorScheme();
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      onClick={toggleColorScheme}
      aria-label={t.scheme}
      title={t.scheme}
    >
      <IconSun size={20} aria-hidden className={classes.whenDark} />
      <IconMoon size={20} aria-hidden className={classes.whenLight} />
    </ActionIcon>
  );
}

function AccountMenu() {
  const t = useTexts(TEXTS);
  const { user } = useSession();
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <UnstyledButton className={classes.account} aria-label={t.accountOf(user.username)}>
          <span className={classes.initial} aria-hidden>
            {(user.full_name || user.username).slice(0, 1).toUpperCase()}
          </span>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label style={{ overflowWrap: "anywhere" }}>
          {user.username} · {t.roles[user.role]}
        </Menu.Label>
        <Menu.Item component={Link} to="/account">
          {t.account}
        </Menu.Item>
        <SignOutItem />
      </Menu.Dropdown>
    </Menu>
  );
}
