import type { Description, Operation, OperationType, Source } from "./operation";

type Params = Readonly<Record<string, string | number>>;

/** What an operation does, for the list of edits and for "Undo …". */
export function describe(operation: Operation): Description {
  if (operation.type === "together") {
    const [first] = operation.operations;
    return first ? describe(first) : { key: "together", params: { count: 0 } };
  }
  return { key: operation.type, params: paramsOf(operation) };
}

function paramsOf(operation: Exclude<Operation, { type: "together" }>): Params {
  switch (operation.type) {
    case "rename_state":
    case "rename_intent":
      return { name: operation.name, to: operation.to };
    case "delete_states":
    case "duplicate_states":
      return { name: operation.names[0] ?? "", count: operation.names.length };
    case "paste_states": {
      const { states } = operation.clip;
      return { name: states.keys().next().value ?? "", count: states.size };
    }
    case "connect":
      return { name: nameOf(operation.source), to: operation.target };
    case "disconnect":
      return { name: nameOf(operation.source) };
    case "add_phrases":
      return { name: operation.intent, count: operation.phrases.length };
    case "move_phrase":
      return { name: operation.phrase, from: operation.from, to: operation.to };
    case "replace_document":
      return {};
    default:
      return { name: subjectOf(operation) };
  }
}

function subjectOf(operation: { name: string } | { state: string } | { intent: string }): string {
  if ("name" in operation) return operation.name;
  return "state" in operation ? operation.state : operation.intent;
}

function nameOf(source: Source): string {
  return source.from === "choice" ? `${source.state}: ${source.key}` : source.state;
}

/** The names that an operation gives anew, for what is kept by name beside the document. */
export function renamesOf(operation: Operation): readonly (readonly [from: string, to: string])[] {
  if (operation.type === "together") return operation.operations.flatMap(renamesOf);
  const renames: readonly OperationType[] = ["rename_state", "rename_intent"];
  return renames.includes(operation.type) && "to" in operation && "name" in operation
    ? [[operation.name, operation.to]]
    : [];
}
