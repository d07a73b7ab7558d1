import { TextInput } from "@mantine/core";
import type { ChangeEvent } from "react";
import { useTexts } from "@/ui";
import { PasswordField } from "./PasswordField";
import { TEXTS } from "./texts";

interface Field {
  name: string;
  value: string;
  error: string | undefined;
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
}

/** Who somebody wants to be, and how they sign in from now on. */
export function NewPersonFields({
  field,
}: {
  field: (name: "full_name" | "username" | "password") => Field;
}) {
  const t = useTexts(TEXTS);
  return (
    <>
      <TextInput
        {...field("full_name")}
        label={`${t.fullName} (${t.optional})`}
        autoComplete="name"
        maxLength={200}
      />
      <TextInput
        {...field("username")}
        label={t.username}
        description={t.usernameHint}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={100}
        required
        withAsterisk={false}
      />
      <PasswordField
        {...field("password")}
        label={t.password}
        description={t.passwordHint}
        autoComplete="new-password"
        minLength={8}
        maxLength={512}
      />
    </>
  );
}
