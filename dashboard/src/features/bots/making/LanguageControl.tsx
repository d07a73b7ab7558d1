import { SegmentedControl } from "@mantine/core";
import { defineTexts, useTexts } from "@/ui";
import type { BotLanguage } from "../queries";

const TEXTS = defineTexts({
  en: { speaks: "The bot speaks" },
  sw: { speaks: "Bot inazungumza" },
});

interface LanguageControlProps {
  language: BotLanguage;
  onLanguage: (language: BotLanguage) => void;
}

/** Which language a bot speaks; each is called by its own name. */
export function LanguageControl({ language, onLanguage }: LanguageControlProps) {
  const t = useTexts(TEXTS);
  return (
    <SegmentedControl
      aria-label={t.speaks}
      value={language}
      onChange={(value) => onLanguage(value === "swahili" ? "swahili" : "english")}
      data={[
        { value: "english", label: "English" },
        { value: "swahili", label: "Kiswahili" },
      ]}
    />
  );
}
