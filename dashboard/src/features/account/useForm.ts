import { type ChangeEvent, type SubmitEvent, useState } from "react";
import { ApiError } from "@/api";
import { isAboutField, useFaults } from "./faults";

/** A form of texts: what was typed stays, whatever becomes of it. */
export function useForm<Name extends string>(
  start: Record<Name, string>,
  submit: (values: Record<Name, string>, reset: () => void) => Promise<void>,
  /** What faults mean here, by their code, where it is not what they mean elsewhere. */
  meaning: Readonly<Record<string, string>> = {},
) {
  const faults = useFaults(meaning);
  const [values, setValues] = useState(start);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const set = (name: Name, value: string) => setValues((now) => ({ ...now, [name]: value }));
  const send = async () => {
    setError(undefined);
    setBusy(true);
    try {
      await submit(values, () => setValues(start));
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  return {
    values,
    set,
    busy,
    /** The code of what went wrong. */
    code: error instanceof ApiError ? error.code : undefined,
    /** What to show above the fields: nothing where a field says it. */
    error: isAboutField(error, Object.keys(start)) ? undefined : faults.explained(error),
    /** For a text input. */
    field: (name: Name) => ({
      name,
      value: values[name],
      error: faults.ofField(error, name),
      onChange: (event: ChangeEvent<HTMLInputElement>) => set(name, event.currentTarget.value),
    }),
    onSubmit: (event: SubmitEvent<HTMLFormElement>) => {
      event.preventDefault();
      void send();
    },
  };
}
