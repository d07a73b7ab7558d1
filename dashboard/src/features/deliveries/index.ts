export { RequestView, ResponseView } from "./Exchange";
export { Mark, OutcomeBadge, StatusBadge } from "./badges";
export { type DeliverySearch, readSearch } from "./search";
