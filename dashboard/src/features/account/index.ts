export { SignInForm } from "./SignInForm";
export { SignOutItem } from "./SignOutItem";
