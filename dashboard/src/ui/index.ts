export { confirm } from "./confirm";
export { Copyable } from "./Copyable";
export { useDescribe } from "./describe";
export { EmptyState } from "./EmptyState";
export { ErrorNotice } from "./ErrorNotice";
export { useFormat } from "./format";
export { Page, useDocumentTitle } from "./Page";
export { Waiting } from "./Waiting";
export {
  type Language,
  LANGUAGES,
  LanguageContext,
  defineTexts,
  plural,
  useLanguage,
  useTexts,
} from "./texts";
