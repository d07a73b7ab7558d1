export { type Lines, linesOf, phrasesOf, strip, textOf, variationsOf } from "./plain";
export { MENU_KEYS, SPEAKING_KEYS, formOf, nextKeyOf, readState } from "./read";
export {
  type Button,
  type Choice,
  END,
  MEDIA_KINDS,
  type MediaKind,
  type Medium,
  type State,
  type StateForm,
  type StateKind,
  type Validator,
} from "./state";
