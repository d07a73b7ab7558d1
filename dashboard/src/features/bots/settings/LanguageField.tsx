import { NativeSelect } from "@mantine/core";
import { defineTexts, useTexts } from "@/ui";

const TEXTS = defineTexts({
  en: {
    label: "Language",
    hint: "A note for people. Every bot understands English and Swahili, mixed ones too, by its examples.",
    other: (name: string) => `Other: ${name}`,
    none: "Not said",
  },
  sw: {
    label: "Lugha",
    hint: "Ni taarifa kwa watu. Kila bot huelewa Kiswahili na Kiingereza, hata zikichanganywa, kwa mifano yake.",
    other: (name: string) => `Nyingine: ${name}`,
    none: "Haijasemwa",
  },
});

interface LanguageFieldProps {
  language: string;
  onLanguage: (language: string) => void;
  readOnly: boolean;
}

/** The language a bot speaks; one that is neither of ours stays what it is. */
export function LanguageField({ language, onLanguage, readOnly }: LanguageFieldProps) {
  const t = useTexts(TEXTS);
  const ours = [
    { value: "english", label: "English" },
    { value: "swahili", label: "Kiswahili" },
  ];
  const known = ours.some(({ value }) => value === language);
  const other = { value: language, label: language === "" ? t.none : t.other(language) };
  return (
    <NativeSelect
      label={t.label}
      description={t.hint}
      data={known ? ours : [...ours, other]}
      value={language}
      onChange={(event) => onLanguage(event.currentTarget.value)}
      disabled={readOnly}
      maw="20rem"
    />
  );
}
