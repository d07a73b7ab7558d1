import {
  Input,
  type MantineColorScheme,
  SegmentedControl,
  Stack,
  useMantineColorScheme,
} from "@mantine/core";
import { use, useId } from "react";
import { LANGUAGES, type Language, LanguageContext, defineTexts, useTexts } from "@/ui";
import { Section } from "./Section";

const TEXTS = defineTexts({
  en: {
    title: "Language and look",
    about: "In this browser only. What your bots say is set for each bot.",
    language: "Language",
    look: "Look",
    looks: { auto: "As the device", light: "Light", dark: "Dark" },
  },
  sw: {
    title: "Lugha na mwonekano",
    about: "Kwenye kivinjari hiki tu. Lugha ya bot zako inachaguliwa kwa kila bot.",
    language: "Lugha",
    look: "Mwonekano",
    looks: { auto: "Kama kifaa", light: "Mwanga", dark: "Giza" },
  },
});

const LOOKS: readonly MantineColorScheme[] = ["auto", "light", "dark"];
const OFFERED: readonly Language[] = ["en", "sw"];

/** How the dashboard speaks and looks here. */
export function AppearanceSection() {
  const t = useTexts(TEXTS);
  const { language, setLanguage } = use(LanguageContext);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Section title={t.title} about={t.about}>
      <Stack gap="sm">
        <Choice
          label={t.language}
          value={language}
          options={OFFERED.map((value) => ({ value, label: LANGUAGES[value] }))}
          onChange={setLanguage}
        />
        <Choice
          label={t.look}
          value={colorScheme}
          options={LOOKS.map((value) => ({ value, label: t.looks[value] }))}
          onChange={setColorScheme}
        />
      </Stack>
    </Section>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: { value: Value; label: string }[];
  onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div>
      <Input.Label component="div" id={id} mb={4}>
        {label}
      </Input.Label>
      <div>
        <SegmentedControl aria-labelledby={id} value={value} data={options} onChange={onChange} />
      </div>
    </div>
  );
}
