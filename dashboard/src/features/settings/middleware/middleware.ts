import { ApiError, type Schema } from "@/api";

export type Middleware = Required<Schema<"Middleware">>;
export type Variable = Required<Schema<"Variable">>;

/** Settings as they are kept, with nothing left out. */
export function whole(settings: Schema<"Middleware">): Middleware {
  return { ...settings, variables: settings.variables ?? [] };
}

export type Field = "base_url" | "authorization" | "variables";

/** Which field a refusal is about; the server names it at the beginning of its sentence. */
export function faultOf(error: unknown): { field: Field | undefined; message: string } | undefined {
  if (!(error instanceof ApiError) || error.code !== "bad_middleware") return undefined;
  const [, field, said] =
    /^(base_url|authorization|variables)\b:?\s*(.*)$/s.exec(error.message) ?? [];
  switch (field) {
    case "base_url":
      return { field, message: said ?? error.message };
    case "authorization":
    case "variables":
      return { field, message: error.message };
    default:
      return { field: "variables", message: error.message };
  }
}
