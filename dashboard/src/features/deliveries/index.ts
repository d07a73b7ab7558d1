export { RequestView, ResponseView } from "./Exchange";
export { OutcomeBadge, StatusBadge } from "./badges";
export { type DeliverySearch, readSearch } from "./search";
