import { Anchor, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { phrasesOf } from "@/flow/states";
import { useTexts } from "@/ui";
import { useDoc, useEditing } from "../store/context";
import { PANEL_TEXTS } from "./texts";

const SHOWN = 4;

/** What people say to come here; nothing for a state that no intent starts with. */
export function IntentField({ name }: { name: string }) {
  const t = useTexts(PANEL_TEXTS);
  const { botId } = useEditing();
  const raw = useDoc().intents.get(name);
  if (raw === undefined) return null;
  const phrases = phrasesOf(raw);
  const shown = phrases.slice(0, SHOWN).map((phrase) => `“${phrase}”`);
  return (
    <Stack gap={4}>
      <Title order={3} size="h6">
        {t.intent}
      </Title>
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {phrases.length === 0
          ? t.noPhrases
          : t.startsWith(shown.join(", "), phrases.length - shown.length)}
      </Text>
      <Anchor
        size="sm"
        renderRoot={(props) => <Link to="/bots/$botId/intents" params={{ botId }} {...props} />}
      >
        {t.toIntents}
      </Anchor>
    </Stack>
  );
}
