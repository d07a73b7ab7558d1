import { Badge, Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArrowBackUp, IconGitCompare } from "@tabler/icons-react";
import { useMay } from "@/api";
import { defineTexts, plural, useFormat, useTexts } from "@/ui";
import type { Version } from "../queries";
import classes from "./History.module.css";
import { RollbackDialog } from "./RollbackDialog";
import { TEXTS as SHARED } from "./texts";

const TEXTS = defineTexts({
  en: {
    live: "Answers now",
    by: (who: string, moment: string) => `${moment}, by ${who}`,
    inside: (count: number) =>
      count === 0
        ? "no conversation under way"
        : `${plural(count, "conversation", "conversations")} under way`,
    compareOf: (number: number) => `Compare version ${number}`,
    back: "Go back to it…",
    backOf: (number: number) => `Go back to version ${number}`,
  },
  sw: {
    live: "Linajibu sasa",
    by: (who: string, moment: string) => `${moment}, na ${who}`,
    inside: (count: number) =>
      count === 0 ? "hakuna mazungumzo yanayoendelea" : `mazungumzo ${count} yanaendelea`,
    compareOf: (number: number) => `Linganisha toleo la ${number}`,
    back: "Rudi kwenye toleo hili…",
    backOf: (number: number) => `Rudi kwenye toleo la ${number}`,
  },
});

interface VersionRowProps {
  botId: number;
  version: Version;
  newest: boolean;
  onCompare: () => void;
}

/** One version, with what can be done with it. */
export function VersionRow({ botId, version, newest, onCompare }: VersionRowProps) {
  const t = useTexts(TEXTS);
  const shared = useTexts(SHARED);
  const format = useFormat();
  const editor = useMay("editor");
  const [asking, ask] = useDisclosure(false);
  const { number, note, author, created_at: at, live, conversations } = version;
  return (
    <li className={classes.row}>
      <div className={classes.about}>
        <Group gap="xs">
          <Text fw={600} component="span">
            {shared.version(number)}
          </Text>
          {live && (
            <Badge variant="light" tt="none">
              {t.live}
            </Badge>
          )}
        </Group>
        {note !== "" && <Text size="sm">{note}</Text>}
        <Text size="sm" c="dimmed">
          <span title={format.precise(at)}>{t.by(author, format.moment(at))}</span>
          {" · "}
          {t.inside(conversations)}
        </Text>
      </div>
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconGitCompare size={16} aria-hidden />}
          aria-label={t.compareOf(number)}
          onClick={onCompare}
        >
          {shared.compare}
        </Button>
        {editor && !newest && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            aria-label={t.backOf(number)}
            onClick={ask.open}
          >
            {t.back}
          </Button>
        )}
      </Group>
      {asking && <RollbackDialog botId={botId} version={version} onClose={ask.close} />}
    </li>
  );
}
