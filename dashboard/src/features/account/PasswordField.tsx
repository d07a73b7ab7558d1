import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import { defineTexts, useTexts } from "@/ui";

const TEXTS = defineTexts({
  en: { show: "Show or hide what you type" },
  sw: { show: "Onyesha au ficha unachoandika" },
});

/** A password, which can be looked at while it is typed. */
export function PasswordField(props: PasswordInputProps) {
  const t = useTexts(TEXTS);
  return (
    <PasswordInput
      maxLength={512}
      required
      withAsterisk={false}
      visibilityToggleButtonProps={{ "aria-label": t.show, title: t.show }}
      {...props}
    />
  );
}
