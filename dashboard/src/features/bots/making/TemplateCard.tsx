import { Text, ThemeIcon, UnstyledButton } from "@mantine/core";
import {
  type Icon,
  IconBuildingStore,
  IconCalendarEvent,
  IconCashBanknote,
  IconClipboardList,
  IconHeadset,
  IconPizza,
  IconRobot,
  IconUserPlus,
} from "@tabler/icons-react";
import { defineTexts, plural, useTexts } from "@/ui";
import type { BotLanguage, Template } from "../queries";
import classes from "./TemplateCard.module.css";

const TEXTS = defineTexts({
  en: {
    counts: (states: number, intents: number) =>
      `${plural(states, "state", "states")}, ${plural(intents, "intent", "intents")}`,
    sms: "works by SMS, too",
  },
  sw: {
    counts: (states: number, intents: number) => `Hatua ${states}, nia ${intents}`,
    sms: "inafaa hata kwa SMS",
  },
});

const ICONS: Readonly<Record<string, Icon>> = {
  pizza: IconPizza,
  restaurant: IconBuildingStore,
  appointment: IconCalendarEvent,
  support: IconHeadset,
  lead: IconUserPlus,
  survey: IconClipboardList,
  payment_reminder: IconCashBanknote,
};

interface TemplateCardProps {
  template: Template;
  language: BotLanguage;
  onChoose: () => void;
}

/** A template in short; a press on it shows more. */
export function TemplateCard({ template, language, onChoose }: TemplateCardProps) {
  const t = useTexts(TEXTS);
  const Sign = ICONS[template.id] ?? IconRobot;
  const short = language === "swahili" ? "sw" : "en";
  return (
    <UnstyledButton className={classes.card} onClick={onChoose} lang={short}>
      <ThemeIcon size={44} radius="md" variant="light" aria-hidden>
        <Sign size={26} stroke={1.6} />
      </ThemeIcon>
      <div>
        <Text fw={600}>{template.name[short]}</Text>
        <Text size="sm" mt={2}>
          {template.description[short]}
        </Text>
        <Text size="xs" c="dimmed" mt={6}>
          {t.counts(template.states, template.intents)}
          {template.channels.includes("sms") && ` · ${t.sms}`}
        </Text>
      </div>
    </UnstyledButton>
  );
}
