import type { Schema } from "@/api";
import type { Language } from "@/ui";

/** The server's sentences on what happens next, in Swahili; what is in none of these stays as it is. */
const SWAHILI: readonly (readonly [RegExp, (parts: string[]) => string])[] = [
  [
    /^(?:Next|First) attempt in (.+)\.$/,
    ([span = ""]) => `Jaribio lijalo baada ya ${spans(span)}.`,
  ],
  [/^It is due,/, () => "Muda wake umefika; itatumwa mara tu nafasi ikipatikana."],
  [/^It is being sent/, () => "Inatumwa sasa hivi."],
  [/^It waits behind (\S+),/, ([id = ""]) => `Inasubiri ${id} ya mazungumzo haya haya itangulie.`],
  [
    /^The endpoint keeps failing, so it rests until .*, another (.+)\.$/,
    ([span = ""]) => `Kituo kinashindwa mfululizo, kwa hiyo kinapumzika kwa ${spans(span)} zaidi.`,
  ],
  [/^The endpoint is switched off/, () => "Kituo kimezimwa; itatumwa kikiwashwa tena."],
  [/^It goes to whoever/, () => "Itachukuliwa na yeyote atakayesikiliza."],
  [/^Nothing: its endpoint was removed/, () => "Hakuna: kituo chake kimeondolewa."],
];

/** What is finished, said for whoever has buttons before them. */
const FINISHED: Record<Language, Readonly<Record<string, string>>> = {
  en: {
    delivered: "Nothing: it was delivered.",
    exhausted: "It will not be tried again, unless you resend it.",
    cancelled: "It was called off; you can resend it.",
  },
  sw: {
    delivered: "Hakuna: imefika.",
    exhausted: "Haitajaribiwa tena, isipokuwa ukiituma tena.",
    cancelled: "Imeghairiwa; unaweza kuituma tena.",
  },
};

/** What happens next with a delivery, in words. */
export function nextWords(
  { next, status }: Pick<Schema<"Delivery">, "next" | "status">,
  language: Language,
): string {
  const finished = FINISHED[language][status];
  if (finished !== undefined && !next.includes("removed")) return finished;
  if (language === "en") return next;
  for (const [pattern, words] of SWAHILI) {
    const found = pattern.exec(next);
    if (found) return words(found.slice(1));
  }
  return next;
}

const UNITS: Readonly<Record<string, string>> = {
  d: "siku",
  h: "saa",
  min: "dakika",
  s: "sekunde",
};

/** "4 min 10 s" as "dakika 4 sekunde 10". */
function spans(span: string): string {
  return span.replaceAll(/(\d+) (d|h|min|s)\b/g, (whole, number: string, unit: string) =>
    unit in UNITS ? `${UNITS[unit] ?? ""} ${number}` : whole,
  );
}
