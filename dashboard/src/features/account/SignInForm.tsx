import { Button, Stack, TextInput } from "@mantine/core";
import { api, data } from "@/api";
import { ErrorNotice, defineTexts, useTexts } from "@/ui";
import { PasswordField } from "./PasswordField";
import { TEXTS as SHARED } from "./texts";
import { useForm } from "./useForm";

const TEXTS = defineTexts({ en: { signIn: "Sign in" }, sw: { signIn: "Ingia" } });

/** Name and password; what happens next is the caller's. */
export function SignInForm({ onSignedIn }: { onSignedIn: () => void | Promise<void> }) {
  const t = useTexts(TEXTS);
  const shared = useTexts(SHARED);
  const form = useForm({ username: "", password: "" }, async (body) => {
    await data(api.POST("/api/v1/session", { body }));
    await onSignedIn();
  });
  return (
    <form onSubmit={form.onSubmit}>
      <Stack>
        {form.error !== undefined && <ErrorNotice error={form.error} />}
        <TextInput
          {...form.field("username")}
          label={shared.username}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
        />
        <PasswordField
          {...form.field("password")}
          label={shared.password}
          autoComplete="current-password"
        />
        <Button type="submit" loading={form.busy}>
          {t.signIn}
        </Button>
      </Stack>
    </form>
  );
}
