import { useMemo } from "react";
import { type Language, useLanguage } from "./texts";

const LOCALES: Record<Language, string> = { en: "en-GB", sw: "sw-TZ" };

/** Moments and numbers as people read them, in the language of the interface. */
export function useFormat() {
  const locale = LOCALES[useLanguage()];
  return useMemo(() => formats(locale), [locale]);
}

function formats(locale: string) {
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const precise = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  return {
    /** 31 Jan 2026, 12:30 */
    moment: (iso: string) => moment.format(new Date(iso)),
    /** 31 Jan 2026, 12:30:05 */
    precise: (iso: string) => precise.format(new Date(iso)),
    /** 31 Jan 2026 */
    day: (iso: string) => day.format(new Date(iso)),
    /** 12,345 */
    number: (value: number) => number.format(value),
    /** 63 % */
    percent: (share: number) => percent.format(share),
    /** 5 minutes ago */
    ago: (iso: string, now = Date.now()) => ago(relative, new Date(iso).getTime() - now),
  };
}

const STEPS = [
  [60, "second"],
  [60, "minute"],
  [24, "hour"],
  [30, "day"],
  [12, "month"],
] as const;

function ago(relative: Intl.RelativeTimeFormat, milliseconds: number): string {
  let value = milliseconds / 1000;
  for (const [size, unit] of STEPS) {
    if (Math.abs(value) < size) return relative.format(Math.round(value), unit);
    value /= size;
  }
  return relative.format(Math.round(value), "year");
}
