import { useBlocker } from "@tanstack/react-router";
import { confirm, defineTexts, useTexts } from "@/ui";

const TEXTS = defineTexts({
  en: {
    title: "Leave without saving?",
    about: "You changed something here that is not saved yet. If you leave, it is lost.",
    leave: "Leave without saving",
    stay: "Stay here",
  },
  sw: {
    title: "Uondoke bila kuhifadhi?",
    about: "Kuna ulichobadilisha hapa ambacho hakijahifadhiwa. Ukiondoka, kitapotea.",
    leave: "Ondoka bila kuhifadhi",
    stay: "Baki hapa",
  },
});

/** A question for whoever is about to lose what they typed; answers whether they may go. */
export function useMayLeave(): () => Promise<boolean> {
  const t = useTexts(TEXTS);
  return () => confirm({ title: t.title, children: t.about, confirm: t.leave, cancel: t.stay });
}

/** Ask before a page with unsaved changes is left, by a link or by closing the tab. */
export function useUnsaved(dirty: boolean): void {
  const mayLeave = useMayLeave();
  useBlocker({
    disabled: !dirty,
    enableBeforeUnload: dirty,
    shouldBlockFn: async () => !(await mayLeave()),
  });
}
