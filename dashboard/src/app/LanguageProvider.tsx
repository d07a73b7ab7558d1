import { useLocalStorage } from "@mantine/hooks";
import { type ReactNode, useEffect, useMemo } from "react";
import { type Language, LanguageContext } from "@/ui";

/** Gives everything below the language of the interface: chosen here, else the browser's. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useLocalStorage<Language>({
    key: "kauli-language",
    defaultValue: navigator.language.toLowerCase().startsWith("sw") ? "sw" : "en",
    getInitialValueInEffect: false,
  });
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const value = useMemo(() => ({ language, setLanguage }), [language, setLanguage]);
  return <LanguageContext value={value}>{children}</LanguageContext>;
}
