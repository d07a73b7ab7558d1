import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { ErrorNotice, defineTexts, useTexts } from "@/ui";

const TEXTS = defineTexts({
  en: { name: "User name", password: "Password", signIn: "Sign in" },
  sw: { name: "Jina la mtumiaji", password: "Nenosiri", signIn: "Ingia" },
});

/** Name and password; what happens next is the caller's. */
export function SignInForm({ onSignedIn }: { onSignedIn: () => void | Promise<void> }) {
  const t = useTexts(TEXTS);
  const [error, setError] = useState<unknown>();
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setError(undefined);
    await onSignedIn();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {error !== undefined && <ErrorNotice error={error} />}
        <TextInput label={t.name} name="username" autoComplete="username" required />
        <PasswordInput
          label={t.password}
          name="password"
          autoComplete="current-password"
          required
        />
        <Button type="submit">{t.signIn}</Button>
      </Stack>
    </form>
  );
}
