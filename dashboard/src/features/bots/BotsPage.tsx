import { Button, Group, NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "@/api";
import { Page, defineTexts, useTexts } from "@/ui";
import { BotList } from "./BotList";
import classes from "./BotsPage.module.css";
import type { BotStatus } from "./queries";

const TEXTS = defineTexts({
  en: {
    title: "Bots",
    make: "New bot",
    search: "Search by name",
    status: "Which bots",
    all: "All",
    draft: "Drafts",
    published: "Published",
    changed: "Changed",
  },
  sw: {
    title: "Bot",
    make: "Bot mpya",
    search: "Tafuta kwa jina",
    status: "Bot zipi",
    all: "Zote",
    draft: "Rasimu",
    published: "Zilizochapishwa",
    changed: "Zilizobadilishwa",
  },
});

const STATUSES: readonly BotStatus[] = ["published", "changed", "draft"];

/** Every bot of the workspace. */
export function BotsPage() {
  const t = useTexts(TEXTS);
  const editor = useMay("editor");
  const [search, setSearch] = useState("");
  const [status, setStatus] = useState<BotStatus | null>(null);
  const [sought] = useDebouncedValue(search.trim(), 200);
  const choose = (value: string) => setStatus(STATUSES.find((one) => one === value) ?? null);
  const filter = {
    "aria-label": t.status,
    value: status ?? "all",
    data: [
      { value: "all", label: t.all },
      ...STATUSES.map((value) => ({ value, label: t[value] })),
    ],
  };
  const make = (
    <Button
      renderRoot={(props) => <Link {...props} to="/new" />}
      leftSection={<IconPlus size={18} aria-hidden />}
    >
      {t.make}
    </Button>
  );
  return (
    <Page title={t.title} actions={editor && make}>
      <Group gap="sm" className={classes.filters}>
        <TextInput
          type="search"
          aria-label={t.search}
          placeholder={t.search}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          maxLength={200}
          className={classes.search}
        />
        <SegmentedControl visibleFrom="sm" {...filter} onChange={choose} />
        <NativeSelect
          hiddenFrom="sm"
          {...filter}
          onChange={(event) => choose(event.currentTarget.value)}
        />
      </Group>
      <BotList search={sought} status={status} make={editor ? make : undefined} />
    </Page>
  );
}
