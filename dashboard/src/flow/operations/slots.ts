import { type Json, type JsonObject, isList, isObject } from "../document";
import { formOf, strip } from "../states";
import { inForm } from "./edit";

const SLOT = /\{\{([^{}]*)\}\}/g;

/** A state whose texts say `{{new}}` wherever they said `{{old}}`. */
export function renamedSlots(raw: Json, names: ReadonlyMap<string, string>): Json {
  if (typeof raw === "string" && !raw.includes("{{")) return raw;
  const { form, map } = formOf(raw);
  return form === "json" ? inForm(raw, renamedMap(map, names)) : renamedIn(raw, names);
}

function renamedMap(map: JsonObject, names: ReadonlyMap<string, string>): JsonObject {
  return map.map((value) => renamedIn(value, names));
}

function renamedIn(value: Json, names: ReadonlyMap<string, string>): Json {
  if (typeof value === "string") {
    if (!value.includes("{{")) return value;
    return value.replace(SLOT, (whole, inner: string) => {
      const name = strip(inner);
      const to = names.get(name);
      return to === undefined || /[{}]/.test(to) ? whole : whole.replace(name, () => to);
    });
  }
  if (isObject(value)) return renamedMap(value, names);
  if (!isList(value)) return value;
  const changed = value.map((item) => renamedIn(item, names));
  return changed.every((item, index) => item === value[index]) ? value : changed;
}
